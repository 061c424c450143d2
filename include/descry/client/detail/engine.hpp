// engine: the interface between typed calls and the engine that makes them. No templates over the model.
#pragma once

#include <boost/asio/any_io_executor.hpp>

#include <descry/client/call_options.hpp>
#include <descry/client/detail/answer_place.hpp>
#include <descry/client/detail/call_completion.hpp>
#include <descry/client/detail/form_body.hpp>
#include <descry/client/detail/job_watch.hpp>
#include <descry/client/detail/resource_change.hpp>
#include <descry/client/options.hpp>
#include <descry/client/service.hpp>
#include <descry/client/transport.hpp>
#include <descry/core/config.hpp>
#include <descry/core/error.hpp>
#include <descry/rest/detail/operation.hpp>

#include <chrono>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace descry {

namespace detail {

struct prepared_call;

/// What a client and its calls share. Calls that outlive their client end with `errc::canceled`.
class engine {
public:
    /// What only some calls bring along.
    struct additions {
        additions();
        additions(additions const&);
        additions(additions&&) noexcept;
        ~additions();
        additions& operator=(additions const&) = delete;

        void const* query = nullptr;            ///< An object of the operation's query.
        void const* before = nullptr;           ///< The state from which a patch starts, or whose entity tag holds.
        std::string target{};                   ///< In place of path, key and query: of a link of the service.
        std::optional<std::string> location{};  ///< The same as the service wrote it.
        std::vector<header> headers{};          ///< That such a link asks for.
        std::vector<std::string> secrets{};     ///< Of the call before this one, not to be shown.
        void const* form = nullptr;             ///< In place of a model, and what writes it.
        result<form_body> (*write_form)(void const* form, write_options const& options) = nullptr;
        std::shared_ptr<body_sink> sink{};
        steady_time latest = steady_time::max();  ///< When it has to end, unless it has to before.
        std::optional<job_watch> watch{};         ///< Of a call that is repeated until a job has ended.
        bool settled = false;                     ///< Nothing is asked: the answer is what it was made as.
        bool is_followed = false;  ///< Of a change that may go on after its answer, and is waited for then.
    };

    /// A call before it is prepared. What it refers to is read while it is being prepared, and no longer.
    struct arguments {
        operation const& op;
        void const* key;
        void const* model;  ///< What an update sends, null otherwise.
        call_options const& options;
        resource_change const* change = nullptr;  ///< Done to what was read, before the result is sent.
        additions const* more = nullptr;
    };

    /// A call whose every local check has passed, or what the check found.
    using prepared = result<std::shared_ptr<prepared_call>>;

    virtual ~engine() = default;

    /// On which asynchronous calls run. It is run from then on, if that is the client's business.
    virtual boost::asio::any_io_executor get_executor() = 0;

    /// Of a whole call.
    virtual std::chrono::milliseconds timeout() const noexcept = 0;

    /// Path and query of a call.
    virtual result<std::string> target_of(arguments const& call) const = 0;
    /// The target that a link means which the service gave in its answer to `from`, for more of what `op` reads;
    /// `errc::unsafe_link` when it must not be followed.
    virtual result<std::string> resolve(std::string_view link, std::string_view from, operation const& op) const = 0;

    /// Makes the call on this thread. On success `out` holds what the service answered.
    virtual result<void> perform(arguments const& call, answer_place const& out) = 0;

    /// The same in two steps, without blocking. `done` is completed once, and never before this function returned.
    virtual prepared prepare(arguments const& call) const = 0;
    virtual void async_perform(prepared call, std::unique_ptr<call_completion> done) = 0;

    /// Ends every call in flight, and refuses those to come.
    virtual void close() = 0;
};

#ifdef DESCRY_SEPARATE_COMPILATION
std::shared_ptr<engine> make_engine(client_options options, service const& api);
#else
/// Set by `<descry/beast.hpp>`, so that files which only make calls are compiled without the engine.
inline std::shared_ptr<engine> (*engine_factory)(client_options options, service const& api) = nullptr;

/// The engine of a client. Throws `std::logic_error` when no file of the program includes `<descry/beast.hpp>`.
inline std::shared_ptr<engine> make_engine(client_options options, service const& api)
{
    if (engine_factory) return engine_factory(std::move(options), api);
    throw std::logic_error(
        "descry::client: no file of this program that is linked and initialized includes <descry/beast.hpp>");
}
#endif

}  // namespace detail

}  // namespace descry

#ifndef DESCRY_SEPARATE_COMPILATION
#include <descry/client/impl/engine.ipp>
#endif
