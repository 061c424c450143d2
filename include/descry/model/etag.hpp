// etag: the entity tag of a model, which a service sends in a header field and not in JSON.
#pragma once

#include <string>
#include <utility>

namespace descry {

/// The entity tag (RFC 9110, 8.8.3) of a state, for services that send it in the header field `ETag` alone. A model has
/// at most one such member, which is never part of its JSON. Each response that has a state of the resource assigns the
/// field to it, also if the state itself is the one that was sent: the responses to `get`, `put`, `patch` and `create`.
/// A response without the field clears it. `if_match` sends it exactly as it was received, including its quotes and the
/// mark of a weak tag:
/// @code
/// struct file { std::string path; descry::etag tag; };
/// BOOST_DESCRIBE_STRUCT(file, (), (path, tag))
/// struct files : descry::resource<file, file_key, "/files/{path}",
///                    descry::get, descry::put<descry::if_match<&file::tag>>> {};
/// @endcode
/// The elements of an array have no entity tags of their own, and keep theirs empty. A tag that a service repeats in
/// the body is a `std::string`.
class etag {
    std::string value_{};

public:
    /// No entity tag.
    etag() = default;
    /// `value` is the whole field value, such as `"5d41"` or `W/"7"`, with the quotes.
    explicit etag(std::string value) noexcept : value_(std::move(value)) {}

    /// The field value as it was received; empty without a tag.
    std::string const& value() const noexcept { return value_; }
    /// True without a tag. The tag `""`, an empty string in quotes, is a tag.
    bool empty() const noexcept { return value_.empty(); }

    /// Compares the field values. A weak tag and a strong one with the same opaque tag are not equal. A tag and a
    /// string cannot be compared.
    friend bool operator==(etag const&, etag const&) = default;
};

}  // namespace descry
