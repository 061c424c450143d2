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

/// The calls of a client, for what is made from it. Cheap to copy; it may outlive the client, whose calls then fail
/// with `errc::canceled`.
class client_handle {
    std::shared_ptr<detail::engine> engine_;

    friend class client;
    explicit client_handle(std::shared_ptr<detail::engine> e) : engine_(std::move(e)) {}

public:
    /// The resource R with that key.
    template <declared_resource R>
    bound<R> at(typename R::key_type key) const
    {
        return bound<R>(engine_, std::move(key));
    }
};

/// Calls the resources of one service. May be used from several threads at once. Its destructor ends the calls that are
/// still in flight with `errc::canceled`, and waits for their handlers if they run on the client's own thread. If a
/// request for a token is under way that may replace a refresh token which the user stores, the destructor waits for
/// its answer first, at most until the time limit of the grant (`oauth2_grant::timeout`).
///
/// Without an executor in its options, asynchronous calls run on a thread that the client starts for them; a blocking
/// call on that thread is refused with `errc::blocking_call_refused`, since it would wait for itself. A handler on it
/// must not throw: nobody could catch that.
class client {
    std::shared_ptr<detail::engine> engine_;

public:
    /// Throws `std::logic_error` when no file of the program includes `<descry/beast.hpp>`, which compiles what makes the
    /// calls, or when that file is not initialized yet: it is before `main`, in no certain order with static clients of
    /// other files. With DESCRY_SEPARATE_COMPILATION none has to.
    explicit client(client_options options, service const& api = {});
    client(client&&) noexcept = default;
    /// Ends the calls of the client that is replaced, as its destructor does.
    client& operator=(client&& other) noexcept;
    ~client();

    /// On which asynchronous calls run, and handlers that are bound to no other executor.
    boost::asio::any_io_executor get_executor() const { return engine_->get_executor(); }

    /// What makes calls of this client without owning it.
    client_handle handle() const { return client_handle(engine_); }

    /// The resource R with that key: `client.at<billing_profile>({.customer_id = id}).get()`.
    template <declared_resource R>
    bound<R> at(typename R::key_type key) const
    {
        return handle().template at<R>(std::move(key));
    }

    /// The job that R started, by the `location()` that was kept of it: perhaps from before a restart, or by another
    /// client. A location that cannot be followed fails its calls with `errc::unsafe_link`.
    template <declared_resource R>
    auto job(std::string location) const
    {
        using verb = typename detail::starting_verb<R>;
        return descry::job<typename verb::status>(engine_, {},
                                                  {.location = std::move(location), .end = {&verb::type::ended}});
    }

    /// Reads a resource in one step: `client.get<billing_profile>({.customer_id = id})` is `at<…>(…).get()`. All other
    /// calls are those of `at`.
    template <declared_resource R>
    auto get(typename R::key_type key) const
    {
        return at<R>(std::move(key)).get();
    }
    template <declared_resource R>
    auto try_get(typename R::key_type key) const
    {
        return at<R>(std::move(key)).try_get();
    }
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
