#include <call/session.hpp>
#include <descry/beast.hpp>
#include <partner_center/client.hpp>
#include <partner_center/customers/billing_profile.hpp>

#include <utility>

namespace pc = partner_center;

namespace {

pc::options make_options(server const& to)
{
    pc::options out{.credentials = descry::bearer_token{.text = "token"}, .client = {.base_url = to.base_url()}};
    if (to.is_secure()) out.client.network.ca_file = to.ca_file();
    out.client.network.max_idle_connections = 64;
    return out;
}

class descry_caller final : public caller {
    using resource = decltype(std::declval<pc::client>().customers().by_id({}).profiles().billing());

    class descry_session final : public session {
    public:
        explicit descry_session(descry_caller const& of) : billing_(of.billing_), profile_(of.profile_) {}

        void get() override
        {
            if (auto const in = billing_.try_get(); !in || !in->default_address) failed("descry");
        }
        void update() override
        {
            if (auto const in = billing_.try_update(profile_); !in || !in->default_address) failed("descry");
        }

    private:
        resource billing_;
        pc::customer_billing_profile profile_;
    };

public:
    descry_caller(server const& to, pc::customer_billing_profile profile)
        : client_(make_options(to)), profile_(std::move(profile))
    {
    }

    std::unique_ptr<session> connect() override { return std::make_unique<descry_session>(*this); }

private:
    pc::client client_;
    resource billing_ = client_.customers().by_id("fcd26b72-ebf9-4b7d-9adf-ca3ea42a6c3f").profiles().billing();
    pc::customer_billing_profile profile_;
};

}  // namespace

std::unique_ptr<caller> make_descry(server const& to, pc::customer_billing_profile const& profile)
{
    return std::make_unique<descry_caller>(to, profile);
}
