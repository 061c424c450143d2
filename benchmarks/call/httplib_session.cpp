#include <httplib.h>
#include <call/session.hpp>
#include <json/nlohmann.hpp>

#include <string>
#include <utility>

namespace pc = partner_center;

namespace {

class httplib_session final : public session {
public:
    httplib_session(server const& to, pc::customer_billing_profile profile)
        : client_(to.base_url()), profile_(std::move(profile))
    {
        client_.set_keep_alive(true);
        client_.set_tcp_nodelay(true);
        if (to.is_secure()) client_.set_ca_cert_path(to.ca_file().c_str());
        put_headers_.emplace("If-Match", "\"tag\"");
    }

    void get() override { read(client_.Get(profile_target.data(), get_headers_)); }

    void update() override
    {
        json_.write(profile_);
        read(client_.Put(profile_target.data(), put_headers_, json_.out, "application/json"));
    }

private:
    static void read(httplib::Result const& in)
    {
        if (!in || in->status != 200 ||
            !peers::nlohmann_json::read<pc::customer_billing_profile>(in->body).default_address)
            failed("cpp-httplib");
    }

    httplib::Client client_;
    httplib::Headers get_headers_{{"Authorization", "Bearer token"},
                                  {"Accept", "application/json"},
                                  {"X-Locale", "en-US"},
                                  {"MS-RequestId", "fcd26b72-ebf9-4b7d-9adf-ca3ea42a6c3f"},
                                  {"MS-CorrelationId", "fcd26b72-ebf9-4b7d-9adf-ca3ea42a6c3f"}};
    httplib::Headers put_headers_ = get_headers_;
    peers::nlohmann_json json_;
    pc::customer_billing_profile profile_;
};

struct httplib_caller final : caller {
    httplib_caller(server const& s, pc::customer_billing_profile p) : to(s), profile(std::move(p)) {}
    std::unique_ptr<session> connect() override { return std::make_unique<httplib_session>(to, profile); }

    server const& to;
    pc::customer_billing_profile profile;
};

}  // namespace

std::unique_ptr<caller> make_httplib(server const& to, pc::customer_billing_profile const& profile)
{
    return std::make_unique<httplib_caller>(to, profile);
}
