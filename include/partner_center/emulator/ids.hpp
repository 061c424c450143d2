// ids: the ids and credentials of the demo data. None of them is secret.
#pragma once

#include <partner_center/credentials.hpp>

namespace partner_center::demo {

/// The partner's tenant and its application, which may act for a user.
inline constexpr char tenant[] = "5a9ce3d5-7f06-4cb2-a1c1-0f8d0e5b1f20";
inline constexpr char client_id[] = "c2b1f1d8-3a37-4e52-9d7a-6f0f4e1a9b11";
inline constexpr char client_secret[] = "demo-secret";
inline constexpr char refresh_token[] = "demo-refresh-token";

/// Credentials for a client: App+User and App-only.
inline app_user user_credentials() { return {tenant, client_id, client_secret, refresh_token}; }
inline app_only application_credentials() { return {tenant, client_id, client_secret}; }

/// Contoso, a customer with data for all resources.
inline constexpr char customer_id[] = "a58ceba5-60ac-48e4-a0bc-2a855811807a";
/// Fabrikam, a customer with a trial.
inline constexpr char other_customer_id[] = "7d2f1c64-3b0e-4a5c-9f5d-51c7a1e0b9d2";
inline constexpr char unknown_customer_id[] = "00000000-0000-0000-0000-000000000404";

/// Subscriptions: Contoso's seats and Azure plan, with an entitlement; Fabrikam's trial and its new commerce
/// subscription, which has no entity tag.
inline constexpr char order_id[] = "e6c3d4f5-8a97-41ad-9f4c-5c90b1bdce34";
inline constexpr char subscription_id[] = "b3f0a1c2-5d64-4e7a-8c19-2f6d7e8a9b01";
inline constexpr char azure_subscription_id[] = "c4a1b2d3-6e75-4f8b-9d2a-3a7e8f9bac12";
inline constexpr char azure_entitlement_id[] = "94b7c1f0-2d3e-4c5b-8a69-7f8e9d0c1b2a";
inline constexpr char trial_subscription_id[] = "d5b2c3e4-7f86-409c-8e3b-4b8fa0acbd23";
inline constexpr char new_commerce_subscription_id[] = "e6c3d4f5-8097-41ad-8f4c-5c90b1bdce35";

/// Contoso's users, their roles and licenses.
inline constexpr char user_id[] = "f7d4e5a6-9ba8-42be-8a5d-6da1c2cedf45";
inline constexpr char other_user_id[] = "1e8f9a0b-4c5d-4e6f-8a7b-9c0d1e2f3a4b";
inline constexpr char role_id[] = "2f9a0b1c-5d6e-4f70-9b8c-0d1e2f3a4b5c";
inline constexpr char sku_id[] = "3a0b1c2d-6e7f-4081-8c9d-1e2f3a4b5c6d";

/// An invoice with thousands of lines, and one with few.
inline constexpr char invoice_id[] = "G000012345";
inline constexpr char small_invoice_id[] = "G000012346";
inline constexpr char receipt_id[] = "R000000001";

/// Contoso's devices.
inline constexpr char policy_id[] = "4b1c2d3e-7f80-4192-9dae-2f3a4b5c6d7e";
inline constexpr char device_batch_id[] = "laptops-2024";

}  // namespace partner_center::demo
