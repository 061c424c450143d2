// completion_executor: the executor on which the handler of an asynchronous call runs.
#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/dispatch.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/post.hpp>

#include <functional>
#include <optional>
#include <type_traits>
#include <utility>

namespace descry {

namespace detail {

/// The associated executor of a handler, by default the client's. If it is another one, keeps its context running.
/// `Executor` is not converted to `any_io_executor`, which costs a compiler more than the rest of a call.
template <class Executor>
class completion_executor {
    Executor executor_;
    std::optional<boost::asio::executor_work_guard<Executor>> work_{};  // none if the executor is the client's

public:
    completion_executor(Executor const& associated, boost::asio::any_io_executor const& client) : executor_(associated)
    {
        if constexpr (std::is_same_v<Executor, boost::asio::any_io_executor>)
            if (associated == client) return;
        work_.emplace(executor_);
    }

    bool is_on_client() const noexcept { return !work_; }

    /// `work` may run before this returns, and may destroy this object.
    void dispatch(std::function<void()> work) const { boost::asio::dispatch(executor_, std::move(work)); }
    void post(std::function<void()> work) const { boost::asio::post(executor_, std::move(work)); }
};

}  // namespace detail

}  // namespace descry
