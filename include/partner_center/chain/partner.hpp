// partner: the beginning of the chain.
#pragma once

#include <partner_center/chain/customers.hpp>
#include <partner_center/chain/step.hpp>

namespace partner_center {

namespace agreements {

struct agreement_document_resource;
struct agreement_meta_data_resource;

}  // namespace agreements

namespace audit_records {

struct audit_record_resource;
struct audit_records_resource;

}  // namespace audit_records

namespace customers {

struct customers_resource;

}  // namespace customers

namespace domains {

struct domain_resource;

}  // namespace domains

namespace invoices {

struct estimate_links_resource;
struct invoice_resource;
struct invoice_statement_resource;
struct invoice_summaries_resource;
struct invoice_summary_resource;
struct invoices_resource;
struct legacy_line_items_resource;
struct line_items_resource;
struct receipt_statement_resource;

}  // namespace invoices

namespace offers {

struct offer_add_ons_resource;
struct offer_categories_resource;
struct offer_resource;
struct offers_resource;

}  // namespace offers

namespace profiles {

struct billing_profile_resource;
struct legal_business_profile_resource;
struct mpn_profile_resource;
struct organization_profile_resource;
struct support_profile_resource;

}  // namespace profiles

namespace service_requests {

struct new_service_request_resource;
struct service_request_resource;
struct service_requests_resource;
struct support_topics_resource;

}  // namespace service_requests

namespace webhooks {

struct webhook_events_resource;
struct webhook_registration_resource;
struct webhook_validation_event_resource;
struct webhook_validation_events_resource;

}  // namespace webhooks

namespace chain {

struct partner_profiles_step : step<0> {
    using step::step;
    PARTNER_CENTER_LINK(billing, profiles::billing_profile_resource)
    PARTNER_CENTER_LINK(legal_business, profiles::legal_business_profile_resource)
    PARTNER_CENTER_LINK(mpn, profiles::mpn_profile_resource)
    PARTNER_CENTER_LINK(organization, profiles::organization_profile_resource)
    PARTNER_CENTER_LINK(support, profiles::support_profile_resource)
};

struct invoice_receipts_step : step<1> {
    using step::step;
    PARTNER_CENTER_LEAF_BY_ID(statement_of, invoices::receipt_statement_resource)
};

struct invoice_step : step<1> {
    using step::step;
    invoice_receipts_step receipts() const { return below<invoice_receipts_step>(); }
    PARTNER_CENTER_LINK(line_items, invoices::line_items_resource)
    template <class R = invoices::legacy_line_items_resource>
    auto legacy_line_items(std::string provider, std::string type) const
    {
        return this->template at<R>(std::move(provider), std::move(type));
    }
    PARTNER_CENTER_LINK(statement, invoices::invoice_statement_resource)
};

struct invoices_step : step<0> {
    using step::step;
    PARTNER_CENTER_BY_ID(by_id, invoices::invoice_resource, invoice_step)
    PARTNER_CENTER_LINK(estimate_links, invoices::estimate_links_resource)
    PARTNER_CENTER_LINK(summaries, invoices::invoice_summaries_resource)
    PARTNER_CENTER_LINK(summary, invoices::invoice_summary_resource)
};

struct offer_step : step<1> {
    using step::step;
    PARTNER_CENTER_LINK(add_ons, offers::offer_add_ons_resource)
};

struct offers_step : step<0> {
    using step::step;
    PARTNER_CENTER_BY_ID(by_id, offers::offer_resource, offer_step)
};

struct agreement_templates_step : step<0> {
    using step::step;
    PARTNER_CENTER_LEAF_BY_ID(document_of, agreements::agreement_document_resource)
};

struct audit_records_step : step<0> {
    using step::step;
    PARTNER_CENTER_LEAF_BY_ID(by_id, audit_records::audit_record_resource)
};

struct domains_step : step<0> {
    using step::step;
    PARTNER_CENTER_LEAF_BY_ID(by_domain, domains::domain_resource)
};

struct service_requests_step : step<0> {
    using step::step;
    PARTNER_CENTER_LEAF_BY_ID(by_id, service_requests::service_request_resource)
    PARTNER_CENTER_LEAF_BY_ID(in_locale, service_requests::new_service_request_resource)
    PARTNER_CENTER_LINK(support_topics, service_requests::support_topics_resource)
};

struct validation_events_step : step<0> {
    using step::step;
    PARTNER_CENTER_LEAF_BY_ID(by_id, webhooks::webhook_validation_event_resource)
};

struct webhooks_step : step<0> {
    using step::step;
    PARTNER_CENTER_LINK(events, webhooks::webhook_events_resource)
    PARTNER_CENTER_LINK(registration, webhooks::webhook_registration_resource)
    PARTNER_CENTER_BRANCH(validation_events, webhooks::webhook_validation_events_resource, validation_events_step)
};

/// The partner itself.
struct partner_step : step<0> {
    using step::step;
    agreement_templates_step agreement_templates() const { return below<agreement_templates_step>(); }
    domains_step domains() const { return below<domains_step>(); }
    partner_profiles_step profiles() const { return below<partner_profiles_step>(); }
    webhooks_step webhooks() const { return below<webhooks_step>(); }
    PARTNER_CENTER_LINK(agreements, agreements::agreement_meta_data_resource)
    PARTNER_CENTER_BRANCH(audit_records, audit_records::audit_records_resource, audit_records_step)
    PARTNER_CENTER_BRANCH(customers, customers::customers_resource, customers_step)
    PARTNER_CENTER_BRANCH(invoices, invoices::invoices_resource, invoices_step)
    PARTNER_CENTER_LINK(offer_categories, offers::offer_categories_resource)
    PARTNER_CENTER_BRANCH(offers, offers::offers_resource, offers_step)
    PARTNER_CENTER_BRANCH(service_requests, service_requests::service_requests_resource, service_requests_step)
};

}  // namespace chain

}  // namespace partner_center
