// clouds: the URLs of Partner Center in each of Microsoft's clouds.
#pragma once

#include <string_view>

namespace partner_center {

/// The API root of a cloud, and the authority that issues its tokens. The API's root is also the audience of tokens,
/// App-only ones included: the service refuses those for `https://graph.windows.net` and
/// `https://graph.chinacloudapi.cn` since 2025-08-31, see `fault_code::wrong_audience`.
struct cloud {
    std::string_view api_root;
    std::string_view authority;
};

namespace clouds {

inline constexpr cloud global{"https://api.partnercenter.microsoft.com", "https://login.microsoftonline.com"};
/// Operated by 21Vianet. Microsoft documents its audience by name.
inline constexpr cloud china{"https://partner.partnercenterapi.microsoftonline.cn", "https://login.chinacloudapi.cn"};
/// Closed since 2021. Its audience is inferred from that of App+User tokens; the announcement of 2025 does not mention
/// it.
inline constexpr cloud germany{"https://api.partnercenter.microsoft.com", "https://login.microsoftonline.de"};
/// The documentation states the audience for this cloud, but shows only the global authority. The use of this authority
/// is inferred.
inline constexpr cloud us_government{"https://api.partnercenter.microsoft.com", "https://login.microsoftonline.us"};

}  // namespace clouds

}  // namespace partner_center
