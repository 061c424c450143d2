// refusal: the reasons for which a callback is refused.
#pragma once

#include <boost/system/error_category.hpp>
#include <boost/system/error_code.hpp>

#include <descry/core/error.hpp>

#include <string>
#include <type_traits>

namespace partner_center::webhooks {

/// The reason for which a callback was refused. Compare: `why == refusal::wrong_signature`. Respond with 401 or 403;
/// and with 503 to `certificate_unavailable`, so that the callback is sent again.
enum class refusal {
    missing = 1,            ///< The signature, the algorithm or the certificate is missing.
    malformed,              ///< The signature, the algorithm or the certificate is malformed or not unique.
    wrong_signature,        ///< The signature does not match the body and the certificate.
    untrusted_certificate,  ///< The certificate is not valid, not the service's, or has no chain to a trusted authority.
    certificate_unavailable,  ///< The certificate could not be fetched.
};

namespace detail {

class refusal_category final : public boost::system::error_category {
public:
    constexpr refusal_category() noexcept : boost::system::error_category(0x51c7a09e4d2b63f8) {}

    char const* name() const noexcept override { return "partner_center.webhooks"; }
    std::string message(int value) const override
    {
        switch (static_cast<refusal>(value)) {
            case refusal::missing: return "the callback is not signed";
            case refusal::malformed: return "the callback's signature is malformed";
            case refusal::wrong_signature: return "the callback's signature is wrong";
            case refusal::untrusted_certificate: return "the callback's certificate is not trusted";
            case refusal::certificate_unavailable: return "the callback's certificate cannot be fetched";
        }
        return "unknown error";
    }
};

inline constexpr refusal_category category{};

}  // namespace detail

inline boost::system::error_code make_error_code(refusal r) noexcept { return {static_cast<int>(r), detail::category}; }

inline bool operator==(descry::failure const& why, refusal r) noexcept { return why.code() == make_error_code(r); }

}  // namespace partner_center::webhooks

template <>
struct boost::system::is_error_code_enum<partner_center::webhooks::refusal> : std::true_type {};
