// agreement_template: the agreements that customers can accept.
#pragma once

#include <descry/rest/resource.hpp>

#include <partner_center/agreements/agreements_query.hpp>
#include <partner_center/collection.hpp>
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
    std::optional<std::string> type;  ///< The name in the documentation.

    bool operator==(agreement_meta_data const&) const = default;
};
BOOST_DESCRIBE_STRUCT(agreement_meta_data, (open_model),
                      (template_id, agreement_type, agreement_link, version_rank, type))

/// The URLs of the document, for display and download.
struct agreement_document : open_model {
    std::optional<std::string> display_uri, download_uri, language, country;

    bool operator==(agreement_document const&) const = default;
};
BOOST_DESCRIBE_STRUCT(agreement_document, (open_model), (display_uri, download_uri, language, country))

/// "Get agreement metadata for the Microsoft Customer Agreement", and for Microsoft Cloud Agreement.
struct agreement_meta_data_resource
    : descry::resource<collection<agreement_meta_data>, descry::nothing, "/v1/agreements",
                       app_user_only<list_of<agreement_meta_data, agreements_query>>> {};

struct agreement_template_key {
    std::string template_id{};
};
BOOST_DESCRIBE_STRUCT(agreement_template_key, (), (template_id))

struct agreement_document_query {
    std::optional<std::string> language{};  ///< `en-US`
    std::optional<std::string> country{};   ///< ISO 3166, `US`
};
BOOST_DESCRIBE_STRUCT(agreement_document_query, (), (language, country))

/// "Download Microsoft Customer Agreement template".
struct agreement_document_resource
    : descry::resource<agreement_document, agreement_template_key, "/v1/agreementtemplates/{template_id}/document",
                       app_user_only<descry::with_query<descry::get, agreement_document_query>>> {};

}  // namespace partner_center::agreements
