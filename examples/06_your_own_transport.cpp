// 6. A transport of your own, here over libcurl: a proxy, a test bench or a platform may ask for one. Everything else
// stays: tokens, repetitions, conflicts. A transport carries one request and brings one answer.
#include <descry/beast.hpp>
#include <partner_center/emulator.hpp>
#include <partner_center/partner_center.hpp>

#include <boost/asio/associated_cancellation_slot.hpp>
#include <boost/asio/associated_executor.hpp>
#include <boost/asio/dispatch.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/thread_pool.hpp>

#include <curl/curl.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstddef>
#include <exception>
#include <iostream>
#include <memory>
#include <new>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>

namespace pc = partner_center;
namespace asio = boost::asio;
using descry::errc;

namespace {

// One exchange, on the thread that calls it.
class curl_exchange {
    std::unique_ptr<CURL, decltype(&curl_easy_cleanup)> handle_{curl_easy_init(), &curl_easy_cleanup};
    std::unique_ptr<curl_slist, decltype(&curl_slist_free_all)> headers_{nullptr, &curl_slist_free_all};
    descry::response in_{};
    std::atomic<bool> const& closed_;
    std::atomic<bool> const& canceled_;

public:
    curl_exchange(std::atomic<bool> const& closed, std::atomic<bool> const& canceled)
        : closed_(closed), canceled_(canceled)
    {
        if (!handle_) throw std::runtime_error("libcurl has no handle to give");
    }

    descry::result<descry::response> perform(descry::request const& message, descry::steady_time deadline,
                                             std::string const& ca_file)
    {
        using std::chrono::milliseconds;
        auto const left = std::chrono::duration_cast<milliseconds>(deadline - std::chrono::steady_clock::now());
        if (left.count() <= 0) return descry::failure(errc::deadline_exceeded);
        constexpr milliseconds longest = std::chrono::hours(24);

        set(CURLOPT_URL, (message.base_url + message.target).c_str());
        set(CURLOPT_CUSTOMREQUEST, message.method.c_str());
        if (message.method == "HEAD") set(CURLOPT_NOBODY, 1L);
        for (auto const& h : message.headers) add_header(h.name + ": " + h.value);
        add_header("Expect:");  // not libcurl's decision
        if (!message.body.empty()) {
            set(CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(message.body.size()));
            set(CURLOPT_POSTFIELDS, message.body.data());
        }
        set(CURLOPT_HTTPHEADER, headers_.get());
        set(CURLOPT_CAINFO, ca_file.c_str());
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
        if (done != CURLE_OK) return failure_of(done);
        long status = 0;
        curl_easy_getinfo(handle_.get(), CURLINFO_RESPONSE_CODE, &status);
        in_.status = static_cast<unsigned>(status);
        return std::move(in_);
    }

private:
    template <class Value>
    void set(CURLoption option, Value value)
    {
        if (curl_easy_setopt(handle_.get(), option, value) != CURLE_OK) throw std::runtime_error("libcurl refuses");
    }

    void add_header(std::string const& line)
    {
        auto* const longer = curl_slist_append(headers_.get(), line.c_str());
        if (!longer) throw std::bad_alloc();
        (void)headers_.release();
        headers_.reset(longer);
    }

    // What the client needs to know: what came of the request, and whether it may be repeated.
    descry::failure failure_of(CURLcode code) const
    {
        descry::failure_details details{.explanation = curl_easy_strerror(code), .answer_begun = !in_.headers.empty()};
        switch (code) {
            case CURLE_COULDNT_RESOLVE_HOST: return {errc::host_not_found, details};
            case CURLE_COULDNT_CONNECT: return {errc::connection_refused, details};
            case CURLE_OPERATION_TIMEDOUT: return {errc::deadline_exceeded, details};
            case CURLE_ABORTED_BY_CALLBACK: return {errc::canceled, details};
            case CURLE_PEER_FAILED_VERIFICATION: return {errc::certificate_untrusted, details};
            case CURLE_SSL_CONNECT_ERROR: return {errc::tls_failure, details};
            case CURLE_GOT_NOTHING:
            case CURLE_PARTIAL_FILE: return {errc::connection_closed, details};
            default: return {errc::transport_failure, details};
        }
    }

    static std::size_t take_body(char const* data, std::size_t, std::size_t size, void* self)
    {
        static_cast<curl_exchange*>(self)->in_.body.append(data, size);
        return size;
    }

    static std::size_t take_header(char const* data, std::size_t, std::size_t size, void* self)
    {
        auto& headers = static_cast<curl_exchange*>(self)->in_.headers;
        std::string_view const line(data, size);
        if (line.starts_with("HTTP/")) headers.clear();  // of an interim answer
        auto const colon = line.find(':');
        if (colon == std::string_view::npos) return size;
        auto value = line.substr(colon + 1);
        auto const first = value.find_first_not_of(" \t"), last = value.find_last_not_of(" \t\r\n");
        value = first == std::string_view::npos || last < first ? "" : value.substr(first, last - first + 1);
        headers.push_back({std::string(line.substr(0, colon)), std::string(value)});
        return size;
    }

    static int stop_if_unwanted(void* self, curl_off_t, curl_off_t, curl_off_t, curl_off_t)
    {
        auto const& exchange = *static_cast<curl_exchange*>(self);
        return exchange.closed_ || exchange.canceled_ ? 1 : 0;
    }
};

// Asynchronous exchanges take a thread of a small pool each.
class curl_transport final : public descry::transport {
    std::string ca_file_;
    std::atomic<bool> closed_ = false;
    std::atomic<bool> never_ = false;
    asio::thread_pool threads_{4};

public:
    explicit curl_transport(std::string ca_file) : ca_file_(std::move(ca_file)) {}
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
        auto const canceled = std::make_shared<std::atomic<bool>>(false);
        auto slot = asio::get_associated_cancellation_slot(done);
        if (slot.is_connected()) slot.assign([canceled](asio::cancellation_type) { *canceled = true; });
        asio::post(threads_,
                   [this, canceled, message = std::move(message), deadline, done = std::move(done)]() mutable {
                       auto in = perform(message, deadline, *canceled);
                       auto const executor = asio::get_associated_executor(done);
                       asio::dispatch(executor, [in = std::move(in), done = std::move(done)]() mutable {
                           std::move(done)(std::move(in));
                       });
                   });
    }

    void close() override { closed_ = true; }

private:
    descry::result<descry::response> perform(descry::request const& message, descry::steady_time deadline,
                                             std::atomic<bool> const& canceled)
    {
        if (closed_ || canceled) return descry::failure(errc::canceled);
        try {
            return curl_exchange(closed_, canceled).perform(message, deadline, ca_file_);
        } catch (std::exception const& e) {
            return descry::failure(errc::transport_failure, {.explanation = e.what()});
        }
    }
};

}  // namespace

int main()
{
    curl_global_init(CURL_GLOBAL_DEFAULT);
    pc::emulator service;  // in place of the real one
    pc::client const partner{pc::options{.credentials = pc::demo::user_credentials(),
                                         .base_url = service.base_url(),
                                         .authority = service.base_url(),
                                         .custom_transport = std::make_shared<curl_transport>(service.ca_file())}};

    auto const billing = partner.customers().by_id(pc::demo::customer_id).profiles().billing();
    auto const stored = billing.modify([](auto& profile) { profile.email = "accounts@example.com"; });
    std::cout << "Over libcurl: " << stored.email.value()
              << ", with a new tag: " << (pc::billing_profile_etag::tag(stored).empty() ? "no" : "yes") << '\n';
    return stored.email == "accounts@example.com" && service.updates() == 1 ? 0 : 1;
}
