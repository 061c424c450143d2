// clouds: where Partner Center is, for each of Microsoft's clouds.
#pragma once

#include <string_view>

namespace partner_center {

/// One cloud: the API, the authority that issues tokens, and the resource that App-only tokens are for.
struct cloud {
    std::string_view api_root;
    std::string_view authority;
    std::string_view app_only_resource;
};

namespace clouds {

inline constexpr cloud global{"https://api.partnercenter.microsoft.com", "https://login.microsoftonline.com",
                              "https://graph.windows.net"};
/// Operated by 21Vianet.
inline constexpr cloud china{"https://partner.partnercenterapi.microsoftonline.cn", "https://login.chinacloudapi.cn",
                             "https://graph.chinacloudapi.cn"};
/// Closed to new customers.
inline constexpr cloud germany{"https://api.partnercenter.microsoft.com", "https://login.microsoftonline.de",
                               "https://graph.cloudapi.de"};
inline constexpr cloud us_government{"https://api.partnercenter.microsoft.com", "https://login.microsoftonline.us",
                                     "https://graph.windows.net"};

}  // namespace clouds

}  // namespace partner_center
