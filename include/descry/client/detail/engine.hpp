// engine: the interface between typed calls and the engine that performs them. No templates over the model.
#pragma once

#include <boost/asio/any_io_executor.hpp>

#include <descry/client/detail/call_arguments.hpp>
#include <descry/client/detail/call_completion.hpp>
#include <descry/client/detail/deadline.hpp>
#include <descry/client/options.hpp>
#include <descry/client/service.hpp>
#include <descry/core/error.hpp>
#include <descry/rest/detail/operation.hpp>

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace descry {

namespace detail {

class call_clock;
struct call_context;
struct prepared_call;

inline failure blocks_own_thread()
{
    return {errc::blocking_call_refused,
            {.explanation = "a blocking call on the thread of the client's asynchronous calls would hold them up; use "
                            "the async_ form here"}};
}

/// The state that a client and its calls share. Calls that outlive their client end with `errc::canceled`.
class engine {
public:
    /// A call that passed every local check, or the failure of a check. The copies of a deferred operation share it.
    using prepared = result<std::shared_ptr<prepared_call>>;

    virtual ~engine() = default;

    /// The executor of asynchronous calls. Starts the client's own thread if the user supplied no executor.
    virtual boost::asio::any_io_executor get_executor() = 0;

    /// The time limit of a whole call.
    virtual std::chrono::milliseconds timeout() const noexcept = 0;

    /// A time of the real clock as one of the clock of this client's calls.
    virtual steady_time on_clock(steady_time real) const noexcept = 0;

    /// The clock of this client's calls.
    virtual call_clock const& time() const noexcept = 0;

    /// Path and query of a call.
    virtual result<std::string> target_of(call_arguments const& call) const = 0;
    /// The target of a link in the response to `from`, for more of the resource that `op` reads. Fails with
    /// `errc::unsafe_link` if the link must not be followed.
    virtual result<std::string> resolve(std::string_view link, std::string_view from, operation const& op) const = 0;

    /// Performs the call on this thread. After a success, `call.out` holds the result.
    virtual result<void> perform(call_arguments const& call) = 0;

    /// The two steps of an asynchronous call. `done` is completed once, and never before the second function returned.
    virtual prepared prepare(call_arguments const& call) const = 0;
    virtual void async_perform(prepared call, std::unique_ptr<call_completion> done) = 0;

    /// Service, base URL and limits of all calls.
    virtual call_context const& context() const noexcept = 0;
    /// True on the thread of the client's asynchronous calls, which a blocking call would hold up.
    virtual bool is_own_thread() const = 0;

    /// Runs `work` on the executor of asynchronous calls and never at once; on another thread if the client's own
    /// thread has ended with it.
    virtual void post(std::function<void()> work) = 0;

    /// Ends every call in flight; later calls fail.
    virtual void close() = 0;
};

#ifdef DESCRY_SEPARATE_COMPILATION
std::shared_ptr<engine> make_engine(client_options options, service const& api);
#else
/// Set by `<descry/beast.hpp>` or `<descry/client/engine.hpp>`, so that source files that only make calls do not
/// compile the engine.
inline std::shared_ptr<engine> (*engine_factory)(client_options options, service const& api) = nullptr;

/// The engine of a client. Throws `std::logic_error` if no source file of the program includes one of these headers.
inline std::shared_ptr<engine> make_engine(client_options options, service const& api)
{
    if (engine_factory) return engine_factory(std::move(options), api);
    throw std::logic_error(
        "descry::client: no file of this program that is linked and initialized includes <descry/beast.hpp> or, for "
        "clients with a custom_transport, <descry/client/engine.hpp>");
}
#endif

}  // namespace detail

}  // namespace descry
