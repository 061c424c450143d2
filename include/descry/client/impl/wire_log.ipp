// wire_log: definition of the transport that logs the messages of another one.
#pragma once

#include <descry/client/detail/call_clock.hpp>
#include <descry/client/detail/exchange_redactor.hpp>
#include <descry/client/detail/forward_send.hpp>
#include <descry/client/wire_log.hpp>
#include <descry/core/detail/characters.hpp>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <exception>
#include <mutex>
#include <ostream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace descry {

namespace detail {

/// The lines of one message, without those that exceed its size.
class message_lines {
public:
    message_lines(std::uint64_t exchange, char direction, std::size_t max_size)
        : begin_('#' + std::to_string(exchange) + ' ' + direction), left_(max_size)
    {
    }

    /// The first line, which is never cut.
    void head(std::string line) { add(std::move(line)); }

    void fields(std::vector<header> const& all)
    {
        std::size_t count = 0;
        for (auto const& each : all) {
            auto const size = each.name.size() + each.value.size();
            if (size > left_) break;
            left_ -= size;
            ++count;
            add(each.name + ": " + each.value);
        }
        if (count != all.size()) add("[" + std::to_string(all.size() - count) + " more fields]");
    }

    void body(std::string_view text)
    {
        if (text.empty()) return;
        add({});
        auto size = std::min(text.size(), left_);
        // A character is shown as a whole, or not at all.
        while (size != text.size() && size != 0 && (text[size] & 0xC0) == 0x80) --size;
        auto const rest = text.size() - size;
        for (text = text.substr(0, size); !text.empty();) {
            auto const line = text.substr(0, text.find('\n'));
            add(std::string(line.substr(0, line.find_last_not_of('\r') + 1)));
            text.remove_prefix(std::min(line.size() + 1, text.size()));
        }
        if (rest != 0) add("[" + std::to_string(rest) + " more octets]");
    }

    std::string const& text() const noexcept { return text_; }

private:
    // Of one line, whatever a service sent.
    void add(std::string line)
    {
        blank_controls(line);
        text_ += begin_;
        if (!line.empty()) (text_ += ' ') += line;
        text_ += '\n';
    }

    std::string begin_;
    std::size_t left_;
    std::string text_{};
};

/// The destination of the logs of several transports.
class wire_log_writer {
    std::mutex mutex_{};
    std::ostream& out_;
    std::uint64_t exchanges_ = 0;

public:
    std::size_t const max_size;

    wire_log_writer(std::ostream& out, std::size_t limit) : out_(out), max_size(limit) {}

    std::uint64_t next_exchange()
    {
        std::lock_guard const lock(mutex_);
        return ++exchanges_;
    }

    void write(message_lines const& lines)
    {
        std::lock_guard const lock(mutex_);
        out_ << lines.text() << std::flush;
    }
};

/// One exchange in the log.
class logged_exchange {
    std::shared_ptr<wire_log_writer> to_;
    std::uint64_t number_;
    exchange_redactor redactor_;
    request const& sent_;
    call_clock time_;
    steady_time begin_ = time_.now();

public:
    /// The request must outlive this object.
    logged_exchange(std::shared_ptr<wire_log_writer> to, request const& sent, call_clock time)
        : to_(std::move(to)),
          number_(to_->next_exchange()),
          redactor_(redacted_names(sent), sent.secrets),
          sent_(sent),
          time_(std::move(time))
    {
        auto message = redactor_.request_of(sent);
        auto target = sent.base_url + message.target;
        redactor_.redact(target);
        message_lines lines(number_, '>', to_->max_size);
        lines.head(sent.method + ' ' + target);
        lines.fields(message.headers);
        lines.body(message.body);
        to_->write(lines);
    }

    void ended(result<response> const& in)
    {
        auto const time = time_.now() - begin_;
        auto const after =
            " after " + std::to_string(std::chrono::duration_cast<std::chrono::milliseconds>(time).count()) + " ms";
        message_lines lines(number_, in ? '<' : '!', to_->max_size);
        if (in) {
            auto const message = redactor_.response_to(sent_, *in);
            lines.head(std::to_string(in->status) + after);
            lines.fields(message.headers);
            lines.body(message.body);
        } else {
            auto why = in.error()->explanation;
            redactor_.redact(why);
            lines.head(in.error().code().message() + after + (why.empty() ? "" : ": ") + why);
        }
        to_->write(lines);
    }
};

class logging_transport final : public transport {
    std::shared_ptr<transport> network_;
    std::shared_ptr<wire_log_writer> to_;

public:
    logging_transport(std::shared_ptr<transport> network, std::shared_ptr<wire_log_writer> to)
        : network_(std::move(network)), to_(std::move(to))
    {
    }

    result<response> send(request const& message, steady_time deadline) override
    {
        auto const log = begin(message);
        auto in = network_->send(message, deadline);
        end(log.get(), in);
        return in;
    }

    void async_send(request message, steady_time deadline, handler done) override
    {
        auto sent = copy_of(message);
        auto log = sent ? begin(*sent) : nullptr;
        forward_send(*network_, std::move(message), deadline, std::move(done),
                     [kept = std::move(sent), to = std::move(log)](result<response> const& in) { end(to.get(), in); });
    }

    void close() override { network_->close(); }
    std::shared_ptr<clock> time() const override { return network_->time(); }

private:
    // An exchange does not fail because its log does.
    static std::unique_ptr<request> copy_of(request const& message)
    {
        try {
            return std::make_unique<request>(message);
        } catch (std::exception const&) {
            return nullptr;
        }
    }

    std::unique_ptr<logged_exchange> begin(request const& message) const
    {
        try {
            return std::make_unique<logged_exchange>(to_, message, call_clock(network_->time()));
        } catch (std::exception const&) {
            return nullptr;
        }
    }

    static void end(logged_exchange* log, result<response> const& in)
    {
        try {
            if (log) log->ended(in);
        } catch (std::exception const&) {
        }
    }
};

}  // namespace detail

DESCRY_DECL std::function<std::shared_ptr<transport>(std::shared_ptr<transport>)> wire_log(std::ostream& out,
                                                                                           std::size_t max_size)
{
    return [to = std::make_shared<detail::wire_log_writer>(out, max_size)](std::shared_ptr<transport> network) {
        return std::make_shared<detail::logging_transport>(std::move(network), to);
    };
}

}  // namespace descry
