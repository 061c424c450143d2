#include <curl/curl.h>
#include <call/session.hpp>
#include <json/nlohmann.hpp>

#include <string>
#include <utility>

namespace pc = partner_center;

namespace {

class curl_session final : public session {
public:
    curl_session(server const& to, pc::customer_billing_profile profile) : profile_(std::move(profile))
    {
        for (auto const* const line : {"Authorization: Bearer token", "Accept: application/json", "X-Locale: en-US",
                                       "MS-RequestId: fcd26b72-ebf9-4b7d-9adf-ca3ea42a6c3f",
                                       "MS-CorrelationId: fcd26b72-ebf9-4b7d-9adf-ca3ea42a6c3f"})
            get_headers_ = curl_slist_append(get_headers_, line);
        for (auto const* line = get_headers_; line; line = line->next)
            put_headers_ = curl_slist_append(put_headers_, line->data);
        put_headers_ = curl_slist_append(put_headers_, "If-Match: \"tag\"");
        put_headers_ = curl_slist_append(put_headers_, "Content-Type: application/json");

        curl_easy_setopt(handle_, CURLOPT_URL, (to.base_url() + std::string(profile_target)).c_str());
        curl_easy_setopt(handle_, CURLOPT_TCP_NODELAY, 1L);
        curl_easy_setopt(handle_, CURLOPT_NOSIGNAL, 1L);
        if (to.is_secure()) curl_easy_setopt(handle_, CURLOPT_CAINFO, to.ca_file().c_str());
        curl_easy_setopt(handle_, CURLOPT_WRITEDATA, &in_);
        curl_easy_setopt(handle_, CURLOPT_WRITEFUNCTION, &append);
    }

    ~curl_session() override
    {
        curl_easy_cleanup(handle_);
        curl_slist_free_all(get_headers_);
        curl_slist_free_all(put_headers_);
    }

    void get() override
    {
        curl_easy_setopt(handle_, CURLOPT_HTTPGET, 1L);
        curl_easy_setopt(handle_, CURLOPT_CUSTOMREQUEST, nullptr);
        curl_easy_setopt(handle_, CURLOPT_HTTPHEADER, get_headers_);
        perform();
    }

    void update() override
    {
        json_.write(profile_);
        curl_easy_setopt(handle_, CURLOPT_POSTFIELDS, json_.out.data());
        curl_easy_setopt(handle_, CURLOPT_POSTFIELDSIZE, static_cast<long>(json_.out.size()));
        curl_easy_setopt(handle_, CURLOPT_CUSTOMREQUEST, "PUT");
        curl_easy_setopt(handle_, CURLOPT_HTTPHEADER, put_headers_);
        perform();
    }

private:
    static std::size_t append(char* data, std::size_t, std::size_t size, void* to)
    {
        static_cast<std::string*>(to)->append(data, size);
        return size;
    }

    void perform()
    {
        in_.clear();
        long status = 0;
        if (curl_easy_perform(handle_) != CURLE_OK) failed("libcurl");
        curl_easy_getinfo(handle_, CURLINFO_RESPONSE_CODE, &status);
        if (status != 200 || !peers::nlohmann_json::read<pc::customer_billing_profile>(in_).default_address)
            failed("libcurl");
    }

    CURL* handle_ = curl_easy_init();
    curl_slist* get_headers_ = nullptr;
    curl_slist* put_headers_ = nullptr;
    std::string in_;
    peers::nlohmann_json json_;
    pc::customer_billing_profile profile_;
};

struct curl_caller final : caller {
    curl_caller(server const& s, pc::customer_billing_profile p) : to(s), profile(std::move(p))
    {
        curl_global_init(CURL_GLOBAL_DEFAULT);
    }
    std::unique_ptr<session> connect() override { return std::make_unique<curl_session>(to, profile); }

    server const& to;
    pc::customer_billing_profile profile;
};

}  // namespace

std::unique_ptr<caller> make_curl(server const& to, pc::customer_billing_profile const& profile)
{
    return std::make_unique<curl_caller>(to, profile);
}
