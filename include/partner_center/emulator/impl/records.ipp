// records: definitions of the functions of records.hpp.
#pragma once

#include <partner_center/audit_records/resources.hpp>
#include <partner_center/emulator/ids.hpp>
#include <partner_center/emulator/records.hpp>
#include <partner_center/emulator/seed.hpp>
#include <partner_center/utilization/resources.hpp>

#include <string>

namespace partner_center::demo {

DESCRY_DECL void seed_records(descry::testing::emulator& to)
{
    for (int i = 0; i != audit_record_count; ++i) {
        auto const id = "audit-" + std::to_string(1000 + i);
        bool const first = i % 3 != 0;
        to.seed_json<audit_records::audit_record_resource>(
            {id}, filled({{"id", id},
                          {"tenant", tenant},
                          {"customer", first ? customer_id : other_customer_id},
                          {"name", first ? "Contoso" : "Fabrikam"},
                          {"type", i % 2 ? "subscription" : "order"},
                          {"operation", i % 2 ? "update_subscription" : "create_order"},
                          {"day", std::to_string(10 + i % 20)}},
                         R"({
                "id": "{id}",
                "partnerId": "{tenant}",
                "customerId": "{customer}",
                "customerName": "{name}",
                "userPrincipalName": "admin@partner.example.com",
                "resourceType": "{type}",
                "operationType": "{operation}",
                "operationDate": "2024-05-{day}T12:00:00Z",
                "operationStatus": "succeeded"
            })"));
    }
    to.seed_later<utilization::azure_utilization_records_resource>({customer_id, azure_subscription_id}, [] {
        std::string items;
        for (int day = 10; day != 13; ++day)
            items += (items.empty() ? "" : ",") +
                     filled({{"day", std::to_string(day)}, {"next_day", std::to_string(day + 1)}}, R"({
                "usageStartTime": "2024-05-{day}T00:00:00Z",
                "usageEndTime": "2024-05-{next_day}T00:00:00Z",
                "resource": {
                    "id": "8d9e0f1a-2b3c-4d5e-8f60-718293a4b5c6",
                    "name": "D2 v3",
                    "category": "Virtual Machines",
                    "region": "US West"
                },
                "quantity": 24.000000,
                "unit": "1 Hour"
            })");
        return written<collection<utilization::azure_utilization_record>>(
            filled({{"items", items}}, R"({"items": [{items}]})"));
    });
}

}  // namespace partner_center::demo
