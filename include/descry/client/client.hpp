// client: typed calls to one service.
#pragma once

#include <descry/client/bound.hpp>
#include <descry/client/detail/engine.hpp>
#include <descry/client/options.hpp>
#include <descry/client/service.hpp>
#include <descry/core/config.hpp>

#include <memory>
#include <string>
#include <utility>

namespace descry {

/// A handle to a client, for objects that make calls. Cheap to copy; it may outlive the client, and calls then fail
/// with `errc::canceled`.
class client_handle {
    std::shared_ptr<detail::engine> engine_;

    friend class client;
    explicit client_handle(std::shared_ptr<detail::engine> e) : engine_(std::move(e)) {}

public:
    /// The resource R with the given key.
    template <declared_resource R>
    bound<R> at(typename R::key_type key) const
    {
        return bound<R>(engine_, std::move(key));
    }
};

/// Calls the resources of one service. May be used from several threads at once. The destructor ends the calls in
/// flight with `errc::canceled`, and waits for their handlers if these run on the client's own thread. If a token
/// request is under way whose response may contain a refresh token that the user stores, the destructor first waits for
/// the response, at most until the time limit of the grant (`oauth2_grant::timeout`).
///
/// Without an executor in the options, asynchronous calls run on a thread that the client starts for them; a blocking
/// call on that thread fails with `errc::blocking_call_refused`, since it would block itself. A handler that runs on it
/// must not throw, since the exception could not be caught.
///
/// A client that was moved from may only be assigned to or destroyed.
class client {
    std::shared_ptr<detail::engine> engine_;

public:
    /// Throws `std::invalid_argument` if the base URL, or that of a token endpoint, is not an absolute http or https
    /// URL, or has a query, a fragment or user information; the message tells which, without the URL, which may have a
    /// password.
    ///
    /// Throws `std::logic_error` if no source file of the program includes `<descry/beast.hpp>`, which compiles the
    /// engine, or if the static initialization of that file has not run yet: the order of static clients in other files
    /// is indeterminate. For clients with a `custom_transport`, `<descry/client/engine.hpp>` suffices. With
    /// DESCRY_SEPARATE_COMPILATION, no source file has to include either.
    explicit client(client_options options, service const& api = {});
    client(client&&) noexcept = default;
    /// Ends the calls of the replaced client, as its destructor does.
    client& operator=(client&& other) noexcept;
    ~client();

    /// The executor of asynchronous calls, and of handlers without an associated executor.
    boost::asio::any_io_executor get_executor() const { return engine_->get_executor(); }

    /// A handle that makes calls of this client without owning it.
    client_handle handle() const { return client_handle(engine_); }

    /// The resource R with the given key: `client.at<billing_profile>({.customer_id = id}).get()`.
    template <declared_resource R>
    bound<R> at(typename R::key_type key) const
    {
        return handle().template at<R>(std::move(key));
    }

    /// The job that R started, identified by its `location()`, which may have been kept since before a restart or
    /// come from another client, with its `result_location()` if it has one. With an invalid location, calls fail with
    /// `errc::unsafe_link`. `Verb` is the verb that started it, where R declares several.
    template <declared_resource R, class Verb = void>
    auto job(std::string location, std::string result_location = {}) const
    {
        using resource = typename detail::started_by<R, Verb>::type;
        return descry::job<typename detail::starting_verb<resource>::status, resource>(
            engine_, {}, {.location = {std::move(location)}, .result = {std::move(result_location)}});
    }

    /// Reads a resource: `client.get<billing_profile>({.customer_id = id})` is `at<…>(…).get()`. All other calls are
    /// members of `at`.
    template <declared_resource R>
    auto get(typename R::key_type key) const
    {
        return at<R>(std::move(key)).get();
    }
    template <declared_resource R>
    [[nodiscard]] auto try_get(typename R::key_type key) const
    {
        return at<R>(std::move(key)).try_get();
    }
    /// Cancellation of any type ends the call.
    template <declared_resource R, class Token = detail::use_awaitable>
    auto async_get(typename R::key_type key, Token&& token = Token()) const
    {
        return at<R>(std::move(key)).async_get(std::forward<Token>(token));
    }
    template <declared_resource R, class Token = detail::use_awaitable>
    auto async_try_get(typename R::key_type key, Token&& token = Token()) const
    {
        return at<R>(std::move(key)).async_try_get(std::forward<Token>(token));
    }
};

}  // namespace descry

#ifndef DESCRY_SEPARATE_COMPILATION
#include <descry/client/impl/client.ipp>
#endif
