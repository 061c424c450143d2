// stream_source: definitions of the functions of stream_source.hpp.
#pragma once

#include <descry/client/call_options.hpp>
#include <descry/client/detail/call_completion.hpp>
#include <descry/client/detail/call_environment.hpp>
#include <descry/client/detail/call_failure.hpp>
#include <descry/client/detail/completion_executor.hpp>
#include <descry/client/detail/prepared_call.hpp>
#include <descry/client/detail/stream_source.hpp>
#include <descry/core/naming.hpp>
#include <descry/http/detail/header_parameters.hpp>
#include <descry/json/detail/located.hpp>
#include <descry/json/detail/reader.hpp>

#include <exception>
#include <functional>
#include <string_view>
#include <utility>

namespace descry {

namespace detail {

// Ends the buffer of a stream with its call, even if the call ends without completion.
class stream_completion final : public call_completion {
    completion_executor<boost::asio::any_io_executor> executor_;
    std::shared_ptr<stream_buffer> to_;
    stream_format format_;
    response_head head_{};

public:
    stream_completion(boost::asio::any_io_executor const& client, std::shared_ptr<stream_buffer> to,
                      stream_format format)
        : executor_(client, client), to_(std::move(to)), format_(format)
    {
    }
    ~stream_completion() override
    {
        if (to_) to_->dropped();
    }

    result_place out() noexcept override { return {{}, &head_}; }
    resource_change const* change() const noexcept override { return nullptr; }
    void dispatch(std::function<void()> work) const override { executor_.dispatch(std::move(work)); }
    void post(std::function<void()> work) const override { executor_.post(std::move(work)); }
    bool is_on_client() const noexcept override { return executor_.is_on_client(); }
    void on_cancellation(stream_buffer::cancel_function cancel) override { to_->on_cancellation(std::move(cancel)); }

    void complete(result<void> const& done, std::exception_ptr) override
    {
        auto const to = std::exchange(to_, nullptr);
        to->finished(done && !has_events() ? not_events() : done);
    }

private:
    // Anything else than lines of events is ignored without an error (WHATWG HTML, 9.2.6).
    bool has_events() const
    {
        auto const type = find_header(head_.headers, "Content-Type");
        return format_ == stream_format::lines || type.empty() ||
               equal_ignoring_case(without_parameters(type), "text/event-stream");
    }

    static result<void> not_events()
    {
        return failure(errc::malformed_response,
                       {.explanation = "the response is not text/event-stream", .response_begun = true});
    }
};

DESCRY_DECL stream_source::stream_source(std::shared_ptr<engine> owner, call_arguments arguments, stream_format format)
    : owner_(std::move(owner)),
      op_(arguments.op),
      format_(format),
      buffer_(std::make_shared<stream_buffer>(format, owner_->context().decoded.max_body,
                                              arguments.options.timeout.value_or(owner_->timeout()), owner_->time())),
      call_([&] {
          std::shared_ptr<stream_sink> const sink = buffer_;
          arguments.stream = &sink;
          return owner_->prepare(arguments);
      }())
{
    buffer_->watch_time();
}

DESCRY_DECL stream_buffer::taken stream_source::take()
{
    if (owner_->is_own_thread()) return refuse_call(op_, blocks_own_thread());
    start();
    return buffer_->take();
}

DESCRY_DECL void stream_source::async_take(stream_buffer::handler done, boost::asio::any_io_executor const& users)
{
    start();
    buffer_->async_take(std::move(done), users, owner_);
}

DESCRY_DECL void stream_source::start()
{
    if (is_started_ || buffer_->has_ended()) return;
    auto done = std::make_unique<stream_completion>(owner_->get_executor(), buffer_, format_);
    is_started_ = true;
    owner_->async_perform(std::exchange(call_, failure(errc::canceled)), std::move(done));
}

DESCRY_DECL result<void> stream_source::decode(stream_item&& item, typed_pointer out) const
{
    auto const& context = owner_->context();
    if (item.is_too_large)
        return undecoded(
            item, failure(errc::too_large, {.explanation = "a value of the stream has more than " +
                                                           std::to_string(context.decoded.max_body) + " bytes"}));
    if (op_.response_coding == body_coding::raw && out.type->what == kind::string) {
        *static_cast<std::string*>(out.object) = std::move(item.text);
        return {};
    }
    read_options const options{.max_decoded_bytes = context.decoded.of_body(item.text.size()),
                               .names = context.api.body.names,
                               .exact_names = context.api.exact_names};
    reader text(item.text, options);
    bool const is_read = text.document(*out.type, out.object);
    // Without the end of its line, a number may lack digits.
    bool const ends_itself = item.text.empty() || item.text.back() < '0' || item.text.back() > '9';
    if (is_read && !(item.is_cut && !ends_itself)) return {};
    if (item.is_cut && (is_read || text.code() == errc::unexpected_end))
        return undecoded(item,
                         failure(errc::connection_closed,
                                 {.explanation = "the stream ended in the middle of a line", .response_begun = true}));
    return undecoded(item, located(text.error(), item.text));
}

// Without the text, in which the service may repeat the access token.
DESCRY_DECL failure stream_source::undecoded(stream_item const& item, failure const& why) const
{
    auto details = why.details();
    details.operation = name_of(op_);
    details.multiline = true;
    if (details.offset && format_ == stream_format::lines) {
        details.line = item.line;
        details.column = count_characters(std::string_view(item.text).substr(0, *details.offset)) + 1;
        *details.offset += item.offset;
    } else {
        details.line = item.line + (details.line == 0 ? 0 : details.line - 1);
    }
    redact_details(details, secrets({op_.sensitive, owner_->context().api.readable_members}, buffer_->secrets()));
    return why.with(std::move(details));
}

}  // namespace detail

}  // namespace descry
