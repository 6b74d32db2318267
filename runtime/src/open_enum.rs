//! The boilerplate of an open enum: a set of documented values that the service may extend.

/// Implements the conversions of an open enum that has `fn as_str(&self) -> &str`, `From<&str>`
/// and a variant `Other(String)`.
///
/// The default is the empty text, which counts as not set.
#[macro_export]
#[doc(hidden)]
macro_rules! open_enum {
    ($name:ident) => {
        impl ::std::default::Default for $name {
            fn default() -> Self {
                Self::Other(::std::string::String::new())
            }
        }

        impl ::std::convert::From<::std::string::String> for $name {
            fn from(text: ::std::string::String) -> Self {
                Self::from(text.as_str())
            }
        }

        impl ::std::fmt::Display for $name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.write_str(self.as_str())
            }
        }

        impl $crate::rt::Value for $name {
            fn shape(&self) -> $crate::rt::Shape<'_> {
                $crate::rt::Shape::Text(self.as_str())
            }
        }

        impl $crate::rt::Token for $name {
            fn set(&mut self, text: &str) {
                *self = Self::from(text);
            }

            fn text(&self) -> &str {
                self.as_str()
            }
        }

        impl $crate::rt::Slot for $name {
            fn target(&mut self) -> $crate::rt::Target<'_> {
                $crate::rt::Target::Token(self)
            }
        }
    };
}
