// omittable: a member that is absent, null or has a value, and stores which of these it is.
#pragma once

#include <concepts>
#include <optional>
#include <type_traits>
#include <utility>

namespace descry {

namespace detail {

template <class T>
inline constexpr bool is_optional = false;
template <class T>
inline constexpr bool is_optional<std::optional<T>> = true;

}  // namespace detail

/// The type of `descry::null`.
struct null_t {
    explicit null_t() = default;
};
/// The `null` of JSON, for an `omittable`.
inline constexpr null_t null{};

/// A member of a struct that is omitted if absent, written as `null` if null, and otherwise written as its value,
/// whether its struct has `descry::extras` or not. It is absent by default. Use it for requests in which "do not
/// change", "remove" and "set" are different; otherwise std::optional is simpler.
template <class T>
class omittable {
public:
    using value_type = T;

    omittable() noexcept = default;
    omittable(null_t) noexcept : null_(true) {}
    template <class U = T>
        requires(std::is_constructible_v<T, U &&> && !std::is_same_v<std::remove_cvref_t<U>, omittable> &&
                 !std::is_same_v<std::remove_cvref_t<U>, null_t> && !detail::is_optional<std::remove_cvref_t<U>>)
    explicit(!std::is_convertible_v<U&&, T>) omittable(U&& value) : value_(std::in_place, std::forward<U>(value))
    {
    }
    /// Not available: whether an empty optional means absent or null has to be stated.
    omittable(std::nullopt_t) = delete;
    template <class U>
    omittable(std::optional<U> const&) = delete;

    bool has_value() const noexcept { return value_.has_value(); }
    bool is_null() const noexcept { return null_; }
    bool is_absent() const noexcept { return !null_ && !value_; }
    explicit operator bool() const noexcept { return has_value(); }

    /// As for std::optional, the behavior is undefined if there is no value.
    T& operator*() & noexcept { return *value_; }
    T const& operator*() const& noexcept { return *value_; }
    T&& operator*() && noexcept { return *std::move(value_); }
    T* operator->() noexcept { return value_.operator->(); }
    T const* operator->() const noexcept { return value_.operator->(); }

    /// Throws `std::bad_optional_access` if there is no value.
    T& value() & { return value_.value(); }
    T const& value() const& { return value_.value(); }
    T&& value() && { return std::move(value_).value(); }

    template <class U>
    T value_or(U&& other) const&
    {
        return value_.value_or(std::forward<U>(other));
    }
    template <class U>
    T value_or(U&& other) &&
    {
        return std::move(value_).value_or(std::forward<U>(other));
    }

    template <class... Arguments>
    T& emplace(Arguments&&... arguments)
    {
        null_ = false;
        return value_.emplace(std::forward<Arguments>(arguments)...);
    }
    /// Makes the member absent.
    void reset() noexcept
    {
        value_.reset();
        null_ = false;
    }
    void set_null() noexcept
    {
        value_.reset();
        null_ = true;
    }

    friend bool operator==(omittable const&, omittable const&) = default;
    friend bool operator==(omittable const& a, null_t) noexcept { return a.is_null(); }
    // Not for what converts to an omittable: the comparison of its iterators would depend on itself.
    template <std::same_as<omittable> Self, class U>
        requires(!std::is_same_v<U, omittable>) && requires(T const& a, U const& b) {
            {
                a == b
            } -> std::convertible_to<bool>;
        }
    friend bool operator==(Self const& a, U const& b)
    {
        return a.value_ == b;
    }

private:
    std::optional<T> value_;
    bool null_ = false;
};

}  // namespace descry
