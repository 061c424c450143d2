// clouds: where Partner Center is, for each of Microsoft's clouds.
#pragma once

#include <string_view>

namespace partner_center {

/// One cloud: the API, and the authority that issues tokens. The API's root is also the audience of tokens, App-only
/// ones included: the service refuses those for `https://graph.windows.net` and `https://graph.chinacloudapi.cn` since
/// 2025-08-31, see `fault_code::wrong_audience`.
struct cloud {
    std::string_view api_root;
    std::string_view authority;
};

namespace clouds {

inline constexpr cloud global{"https://api.partnercenter.microsoft.com", "https://login.microsoftonline.com"};
/// Operated by 21Vianet. Microsoft documents its audience by name.
inline constexpr cloud china{"https://partner.partnercenterapi.microsoftonline.cn", "https://login.chinacloudapi.cn"};
/// Closed since 2021. Its audience is inferred from that of App+User tokens: the change of 2025 does not mention it.
inline constexpr cloud germany{"https://api.partnercenter.microsoft.com", "https://login.microsoftonline.de"};
/// The documentation of its audience covers this cloud, but shows only the global authority: that the same audience is
/// asked for at the authority of this cloud is inferred.
inline constexpr cloud us_government{"https://api.partnercenter.microsoft.com", "https://login.microsoftonline.us"};

}  // namespace clouds

}  // namespace partner_center
