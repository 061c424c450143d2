// curl_transport: a transport over libcurl. It passes tests/beast/contract.cpp, the tests of all transports.
#pragma once

#include <descry/client/check_message.hpp>
#include <descry/client/transport.hpp>

#include <boost/asio/associated_cancellation_slot.hpp>
#include <boost/asio/associated_executor.hpp>
#include <boost/asio/dispatch.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/thread_pool.hpp>

#include <curl/curl.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstddef>
#include <exception>
#include <memory>
#include <new>
#include <stdexcept>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>

// One exchange, performed on the calling thread.
class curl_exchange {
    std::unique_ptr<CURL, decltype(&curl_easy_cleanup)> handle_{curl_easy_init(), &curl_easy_cleanup};
    std::unique_ptr<curl_slist, decltype(&curl_slist_free_all)> headers_{nullptr, &curl_slist_free_all};
    descry::network_options const& options_;
    descry::response in_{};
    std::size_t header_bytes_ = 0;
    bool in_body_ = false;
    std::atomic<bool> const& closed_;
    std::atomic<bool> const& canceled_;

public:
    // The arguments must outlive this object.
    curl_exchange(descry::network_options const& options, std::atomic<bool> const& closed,
                  std::atomic<bool> const& canceled)
        : options_(options), closed_(closed), canceled_(canceled)
    {
        if (!handle_) throw std::runtime_error("libcurl has no handle to give");
    }

    descry::result<descry::response> perform(descry::request const& message, descry::steady_time deadline)
    {
        using std::chrono::milliseconds;
        if (auto const safe = descry::check_message(message); !safe) return safe.error();
        auto const left = std::chrono::floor<milliseconds>(deadline - std::chrono::steady_clock::now());
        if (left.count() <= 0) return descry::failure(descry::errc::deadline_exceeded, {.not_sent = true});
        constexpr milliseconds longest = std::chrono::hours(24);

        frame(message);
        set(CURLOPT_PROTOCOLS_STR, "http,https");
        if (!options_.ca_file.empty()) set(CURLOPT_CAINFO, options_.ca_file.c_str());
        set(CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
        set(CURLOPT_NOSIGNAL, 1L);
        set(CURLOPT_TIMEOUT_MS, static_cast<long>(std::min(left, longest).count()));
        set(CURLOPT_WRITEFUNCTION, &take_body);
        set(CURLOPT_WRITEDATA, this);
        set(CURLOPT_HEADERFUNCTION, &take_header);
        set(CURLOPT_HEADERDATA, this);
        set(CURLOPT_NOPROGRESS, 0L);
        set(CURLOPT_XFERINFOFUNCTION, &stop_if_unwanted);
        set(CURLOPT_XFERINFODATA, this);

        auto const done = curl_easy_perform(handle_.get());
        if (!in_body_) return failure_of(done == CURLE_OK ? CURLE_PARTIAL_FILE : done);  // no complete header section
        long status = 0;
        curl_easy_getinfo(handle_.get(), CURLINFO_RESPONSE_CODE, &status);
        in_.status = static_cast<unsigned>(status);
        // From status 300 on, status and headers suffice: a body that cannot be read is dropped.
        bool const enough = status >= 300 && done != CURLE_ABORTED_BY_CALLBACK;
        if (done != CURLE_OK && !enough) return failure_of(done);
        return std::move(in_);
    }

private:
    template <class Value>
    void set(CURLoption option, Value value)
    {
        if (curl_easy_setopt(handle_.get(), option, value) != CURLE_OK) throw std::runtime_error("libcurl refuses");
    }

    void frame(descry::request const& message)
    {
        auto const& [base_url, body, headers, method] =
            std::tie(message.base_url, message.body, message.headers, message.method);
        set(CURLOPT_URL, (base_url.substr(0, base_url.find_last_not_of('/') + 1) + message.target).c_str());
        set(CURLOPT_PATH_AS_IS, 1L);
        set(CURLOPT_CUSTOMREQUEST, method.c_str());
        if (method == "HEAD") set(CURLOPT_NOBODY, 1L);
        if (!body.empty() || method == "PUT" || method == "POST" || method == "PATCH") {
            set(CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(body.size()));
            set(CURLOPT_POSTFIELDS, body.data());
        }
        for (auto const& [name, value] : headers) add_header(value.empty() ? name + ';' : name + ": " + value);
        for (std::string const name : {"Accept", "Content-Type", "Expect"})  // no defaults of libcurl
            if (descry::find_header(headers, name).empty()) add_header(name + ':');
        set(CURLOPT_HTTPHEADER, headers_.get());
    }

    void add_header(std::string const& line)
    {
        auto* const longer = curl_slist_append(headers_.get(), line.c_str());
        if (!longer) throw std::bad_alloc();
        (void)headers_.release();
        headers_.reset(longer);
    }

    // The failure tells the client whether the service may have performed the request, and whether it may be retried.
    descry::failure failure_of(CURLcode code) const
    {
        using descry::errc;
        curl_off_t first_byte_after = 0;
        curl_easy_getinfo(handle_.get(), CURLINFO_STARTTRANSFER_TIME_T, &first_byte_after);
        bool const begun = first_byte_after != 0 && code != CURLE_GOT_NOTHING;
        descry::failure_details said{
            .explanation = curl_easy_strerror(code), .status = in_.status, .response_begun = begun};
        auto unsent = said;
        unsent.not_sent = true;
        switch (code) {
            case CURLE_COULDNT_RESOLVE_HOST: return {errc::host_not_found, unsent};
            case CURLE_COULDNT_CONNECT: return {errc::connection_refused, unsent};
            case CURLE_PEER_FAILED_VERIFICATION: return {errc::certificate_untrusted, unsent};
            case CURLE_SSL_CONNECT_ERROR: return {errc::tls_failure, unsent};
            case CURLE_URL_MALFORMAT: return {errc::invalid_url, unsent};
            case CURLE_UNSUPPORTED_PROTOCOL:  // of the URL, or of the response
                return begun ? descry::failure(errc::malformed_response, said)
                             : descry::failure(errc::invalid_url, unsent);
            case CURLE_OPERATION_TIMEDOUT: return {errc::deadline_exceeded, said};
            case CURLE_ABORTED_BY_CALLBACK: return {errc::canceled, said};
            case CURLE_WRITE_ERROR: return {errc::response_too_large, said};
            case CURLE_WEIRD_SERVER_REPLY: return {errc::malformed_response, said};
            case CURLE_GOT_NOTHING:
            case CURLE_PARTIAL_FILE: return {errc::connection_closed, said};
            default: return {errc::transport_failure, said};
        }
    }

    static std::size_t take_body(char const* data, std::size_t, std::size_t size, void* self)
    {
        auto& exchange = *static_cast<curl_exchange*>(self);
        if (size > exchange.options_.max_body_bytes - exchange.in_.body.size()) return 0;
        exchange.in_.body.append(data, size);
        return size;
    }

    // Interim responses precede the final response, and trailers follow its body.
    static std::size_t take_header(char const* data, std::size_t, std::size_t size, void* self)
    {
        auto& exchange = *static_cast<curl_exchange*>(self);
        auto& headers = exchange.in_.headers;
        std::string_view const line(data, size);
        if ((exchange.header_bytes_ += size) > exchange.options_.max_header_bytes) return 0;
        if (line.starts_with("HTTP/")) {
            headers.clear();
            exchange.in_body_ = false;
        }
        exchange.in_body_ = exchange.in_body_ || line == "\r\n";
        auto const colon = line.find(':');
        if (exchange.in_body_ || colon == std::string_view::npos) return size;
        auto value = line.substr(colon + 1);
        auto const first = value.find_first_not_of(" \t\r\n"), last = value.find_last_not_of(" \t\r\n");
        value = first == std::string_view::npos ? "" : value.substr(first, last - first + 1);
        headers.push_back({std::string(line.substr(0, colon)), std::string(value)});
        return size;
    }

    // libcurl calls this about once a second.
    static int stop_if_unwanted(void* self, curl_off_t, curl_off_t, curl_off_t, curl_off_t)
    {
        auto const& exchange = *static_cast<curl_exchange*>(self);
        return exchange.closed_ || exchange.canceled_ ? 1 : 0;
    }
};

// Each asynchronous exchange occupies a thread of a small pool. Of the options, authorities and limits are supported.
class curl_transport final : public descry::transport {
    descry::network_options options_;
    std::atomic<bool> closed_ = false;
    std::atomic<bool> never_ = false;
    boost::asio::thread_pool threads_{4};

public:
    explicit curl_transport(descry::network_options options) : options_(std::move(options)) {}
    ~curl_transport() override
    {
        close();
        threads_.join();
    }

    descry::result<descry::response> send(descry::request const& message, descry::steady_time deadline) override
    {
        return perform(message, deadline, never_);
    }

    void async_send(descry::request message, descry::steady_time deadline, handler done) override
    {
        namespace asio = boost::asio;
        auto const canceled = std::make_shared<std::atomic<bool>>(false);
        auto slot = asio::get_associated_cancellation_slot(done);
        if (slot.is_connected())
            slot.assign([canceled, is_safe = descry::is_safe_method(message.method)](asio::cancellation_type type) {
                if (descry::ends_for(type, !is_safe)) *canceled = true;
            });
        auto work = asio::make_work_guard(asio::get_associated_executor(done));  // keeps run() waiting for the handler
        asio::post(threads_, [this, canceled, message = std::move(message), deadline, done = std::move(done),
                              work = std::move(work)]() mutable {
            auto in = perform(message, deadline, *canceled);
            asio::dispatch(work.get_executor(),
                           [in = std::move(in), done = std::move(done)]() mutable { std::move(done)(std::move(in)); });
        });
    }

    void close() override { closed_ = true; }

private:
    descry::result<descry::response> perform(descry::request const& message, descry::steady_time deadline,
                                             std::atomic<bool> const& canceled)
    {
        using descry::errc;
        if (closed_ || canceled) return descry::failure(errc::canceled, {.not_sent = true});
        try {
            return curl_exchange(options_, closed_, canceled).perform(message, deadline);
        } catch (std::exception const& e) {
            return descry::failure(errc::transport_failure, {.explanation = e.what(), .not_sent = true});
        }
    }
};
