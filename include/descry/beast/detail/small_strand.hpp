// small_strand: a strand that `any_io_executor` copies without memory.
#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/execution.hpp>
#include <boost/asio/execution_context.hpp>
#include <boost/asio/query.hpp>
#include <boost/asio/require.hpp>
#include <boost/asio/strand.hpp>

#include <memory>
#include <utility>

namespace descry::detail {

namespace asio = boost::asio;

// A strand in both of its forms.
struct strand_forms {
    asio::strand<asio::any_io_executor> may_run_at_once;
    asio::strand<asio::any_io_executor> never_blocking =
        asio::require(may_run_at_once, asio::execution::blocking.never);
};

// Each asynchronous operation copies its executor, and Asio (1.81) does so in functions that must not throw: a strand
// in an `any_io_executor`, which allocates for what is larger than two pointers, would end the process if that failed.
// Does not track work, which operations under way and `completion` do.
template <bool MayRunAtOnce>
class small_strand {
    using blocking = asio::execution::blocking_t;

    std::shared_ptr<strand_forms const> forms_;

public:
    explicit small_strand(std::shared_ptr<strand_forms const> of) noexcept : forms_(std::move(of)) {}

    bool operator==(small_strand const&) const noexcept = default;

    template <class Function>
    void execute(Function&& function) const
    {
        (MayRunAtOnce ? forms_->may_run_at_once : forms_->never_blocking).execute(std::forward<Function>(function));
    }

    asio::execution_context& query(asio::execution::context_t) const noexcept
    {
        return asio::query(forms_->may_run_at_once, asio::execution::context);
    }

    static constexpr blocking query(blocking) noexcept
    {
        return MayRunAtOnce ? blocking(blocking::possibly) : blocking(blocking::never);
    }

    small_strand<true> require(blocking::possibly_t) const noexcept { return small_strand<true>(forms_); }
    small_strand<false> require(blocking::never_t) const noexcept { return small_strand<false>(forms_); }
};

inline asio::any_io_executor make_small_strand(asio::any_io_executor const& executor)
{
    return small_strand<true>(std::make_shared<strand_forms>(strand_forms{asio::make_strand(executor)}));
}

}  // namespace descry::detail
