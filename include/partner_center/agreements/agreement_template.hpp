// agreement_template: what customers are asked to agree to.
#pragma once

#include <partner_center/resource_base.hpp>

#include <cstdint>
#include <optional>
#include <string>

namespace partner_center::agreements {

struct agreement_meta_data : open_model {
    std::optional<std::string> template_id;
    std::optional<std::string> agreement_type;  ///< `MicrosoftCustomerAgreement`
    std::optional<std::string> agreement_link;
    std::optional<std::int64_t> version_rank;
    std::optional<std::string> type;  ///< As the documentation has it.

    bool operator==(agreement_meta_data const&) const = default;
};
BOOST_DESCRIBE_STRUCT(agreement_meta_data, (open_model),
                      (template_id, agreement_type, agreement_link, version_rank, type))

/// Where the text is found, to show and to download.
struct agreement_document : open_model {
    std::optional<std::string> display_uri, download_uri, language, country;

    bool operator==(agreement_document const&) const = default;
};
BOOST_DESCRIBE_STRUCT(agreement_document, (open_model), (display_uri, download_uri, language, country))

}  // namespace partner_center::agreements
