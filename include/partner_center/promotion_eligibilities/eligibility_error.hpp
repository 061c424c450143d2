// eligibility_error: the reasons for which a customer is not eligible for a promotion.
#pragma once

#include <descry/model/open_enum.hpp>
#include <descry/model/variant.hpp>

#include <partner_center/billing.hpp>
#include <partner_center/resource_base.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace partner_center::promotion_eligibilities {

struct promotion_eligibility_error : open_model {
    std::optional<std::string> type;  ///< `InvalidPromotion`, `NoPromotionsAvailable`, `OfferPurchasedPreviously`
    std::optional<std::string> description;

    promotion_eligibility_error() = default;
    explicit promotion_eligibility_error(std::string which) : type(std::move(which)) {}

    bool operator==(promotion_eligibility_error const&) const = default;
};
BOOST_DESCRIBE_STRUCT(promotion_eligibility_error, (open_model), (type, description))

/// The promotion was used the maximum number of times.
struct redemption_limit_promotion_eligibility_error : promotion_eligibility_error {
    std::optional<std::int64_t> max_promotion_redemption_count, remaining_promotion_redemption_count;

    redemption_limit_promotion_eligibility_error() : promotion_eligibility_error("RedemptionLimit") {}

    bool operator==(redemption_limit_promotion_eligibility_error const&) const = default;
};
BOOST_DESCRIBE_STRUCT(redemption_limit_promotion_eligibility_error, (promotion_eligibility_error),
                      (max_promotion_redemption_count, remaining_promotion_redemption_count))

/// The number of seats is too small or too large.
struct seat_count_promotion_eligibility_error : promotion_eligibility_error {
    std::optional<std::int64_t> minimum_required_seats, maximum_required_seats, available_seats;

    seat_count_promotion_eligibility_error() : promotion_eligibility_error("SeatCount") {}

    bool operator==(seat_count_promotion_eligibility_error const&) const = default;
};
BOOST_DESCRIBE_STRUCT(seat_count_promotion_eligibility_error, (promotion_eligibility_error),
                      (minimum_required_seats, maximum_required_seats, available_seats))

struct promotion_term : open_model {
    std::optional<descry::open_enum<billing_cycle_type>> billing_cycle;
    std::optional<std::string> duration;  ///< ISO 8601, `P1Y`

    bool operator==(promotion_term const&) const = default;
};
BOOST_DESCRIBE_STRUCT(promotion_term, (open_model), (billing_cycle, duration))

/// The promotion is for other terms.
struct term_promotion_eligibility_error : promotion_eligibility_error {
    std::optional<std::vector<promotion_term>> eligible_terms;

    term_promotion_eligibility_error() : promotion_eligibility_error("Term") {}

    bool operator==(term_promotion_eligibility_error const&) const = default;
};
BOOST_DESCRIBE_STRUCT(term_promotion_eligibility_error, (promotion_eligibility_error), (eligible_terms))

/// An error of a type without further members is read as `promotion_eligibility_error`.
using eligibility_error =
    std::variant<redemption_limit_promotion_eligibility_error, seat_count_promotion_eligibility_error,
                 term_promotion_eligibility_error, promotion_eligibility_error>;

}  // namespace partner_center::promotion_eligibilities

template <>
inline constexpr auto
    descry::chosen_when<partner_center::promotion_eligibilities::redemption_limit_promotion_eligibility_error> =
        descry::member_is<&partner_center::promotion_eligibilities::promotion_eligibility_error::type>(
            "redemption_limit");
template <>
inline constexpr auto
    descry::chosen_when<partner_center::promotion_eligibilities::seat_count_promotion_eligibility_error> =
        descry::member_is<&partner_center::promotion_eligibilities::promotion_eligibility_error::type>("seat_count");
template <>
inline constexpr auto descry::chosen_when<partner_center::promotion_eligibilities::term_promotion_eligibility_error> =
    descry::member_is<&partner_center::promotion_eligibilities::promotion_eligibility_error::type>("term");
template <>
inline constexpr auto descry::chosen_when<partner_center::promotion_eligibilities::promotion_eligibility_error> =
    descry::otherwise;
