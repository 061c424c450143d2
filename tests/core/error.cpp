#include <descry/core/error.hpp>

#include <boost/test/unit_test.hpp>

#include <memory>
#include <sstream>
#include <string>
#include <system_error>

namespace {

descry::failure refused_update()
{
    return {descry::errc::conflict,
            {.operation = "PUT /v1/customers/{customer_id}/profiles/billing",
             .status = 412,
             .service_code = "2055",
             .description = "The etag is stale.",
             .request_id = "r-1",
             .correlation_id = "c-1",
             .body = "<secret>"}};
}

descry::result<int> forty_two() { return 42; }
descry::result<int> not_found() { return descry::failure(descry::errc::not_found, {.status = 404}); }

}  // namespace

BOOST_AUTO_TEST_SUITE(error)

BOOST_AUTO_TEST_CASE(a_default_failure_has_no_code_and_empty_details)
{
    descry::failure const none;
    BOOST_TEST(!none.code().failed());
    BOOST_TEST(none->status == 0u);
    BOOST_TEST(none->pointer.empty());
    BOOST_TEST(!none->offset.has_value());
    BOOST_TEST(!none->retry_after.has_value());
}

BOOST_AUTO_TEST_CASE(a_failure_may_be_a_code_alone)
{
    descry::failure const why = descry::errc::empty_key;
    BOOST_TEST((why == descry::errc::empty_key));
    BOOST_TEST((why.code() == descry::errc::empty_key));
    BOOST_TEST(!(why == descry::errc::unsafe_key));
    BOOST_TEST(why->operation.empty());
    BOOST_TEST(why.message() == why.code().message());
}

BOOST_AUTO_TEST_CASE(failures_and_codes_are_shown_by_their_message)
{
    descry::failure const why(descry::errc::not_found, {.operation = "read"});
    BOOST_TEST(why == descry::errc::not_found);
    std::ostringstream out;
    out << why << " / " << descry::errc::conflict;
    BOOST_TEST(out.str() == why.message() + " / " + make_error_code(descry::errc::conflict).message());
}

BOOST_AUTO_TEST_CASE(a_failure_is_an_error_code_and_a_pointer)
{
    static_assert(sizeof(descry::failure) == sizeof(boost::system::error_code) + sizeof(void*));
}

BOOST_AUTO_TEST_CASE(copies_share_their_details)
{
    auto const why = refused_update();
    auto const copy = why;
    BOOST_TEST(&copy.details() == &why.details());
    BOOST_TEST(copy->service_code == "2055");
}

BOOST_AUTO_TEST_CASE(details_outlive_the_failure_they_were_made_for)
{
    auto first = std::make_unique<descry::failure>(refused_update());
    descry::failure const copy = *first;
    first.reset();
    BOOST_TEST(copy->request_id == "r-1");
}

BOOST_AUTO_TEST_CASE(the_message_is_one_line_with_position_reason_and_ids)
{
    BOOST_TEST(
        refused_update().message() ==
        "PUT /v1/customers/{customer_id}/profiles/billing: the resource was changed since it was read; HTTP 412; "
        "service code 2055; The etag is stale; request id r-1; correlation id c-1");
}

BOOST_AUTO_TEST_CASE(the_message_never_holds_the_body)
{
    BOOST_TEST(refused_update().message().find("secret") == std::string::npos);
}

BOOST_AUTO_TEST_CASE(the_message_of_a_failed_read_has_pointer_and_offset)
{
    descry::failure const why(
        descry::errc::unexpected_kind,
        {.explanation = "expected a number, found a string", .pointer = "/items/17/amount", .offset = 4711});
    BOOST_TEST(why.message() == "/items/17/amount: expected a number, found a string at byte 4711");
}

BOOST_AUTO_TEST_CASE(an_offset_of_zero_is_part_of_the_message)
{
    descry::failure const why(descry::errc::syntax_error, {.offset = 0});
    BOOST_TEST(why.message() == "not JSON at byte 0");
}

BOOST_AUTO_TEST_CASE(the_message_includes_the_cause)
{
    auto const cause = boost::system::errc::make_error_code(boost::system::errc::connection_reset);
    descry::failure const why(descry::errc::connection_closed, {.cause = cause});
    BOOST_TEST(why.message() == why.code().message() + "; " + cause.message());
}

BOOST_AUTO_TEST_CASE(a_result_holds_the_value_or_the_failure)
{
    auto const good = forty_two();
    BOOST_TEST(good.has_value());
    BOOST_TEST(good.value() == 42);
    BOOST_TEST(!good.error().code().failed());

    auto const bad = not_found();
    BOOST_TEST(!bad);
    BOOST_TEST((bad.error() == descry::errc::not_found));
    BOOST_TEST(bad.error()->status == 404u);
}

BOOST_AUTO_TEST_CASE(value_throws_call_error_with_the_failure_inside)
{
    auto const is_not_found = [](descry::call_error const& e) {
        return e.error() == descry::errc::not_found && e.error()->status == 404 &&
               e.code() == descry::errc::not_found && e.what() == e.error().message();
    };
    BOOST_CHECK_EXCEPTION(not_found().value(), descry::call_error, is_not_found);
}

BOOST_AUTO_TEST_CASE(call_error_is_a_boost_and_a_standard_exception)
{
    BOOST_CHECK_THROW(not_found().value(), boost::system::system_error);
    BOOST_CHECK_THROW(not_found().value(), std::runtime_error);
}

BOOST_AUTO_TEST_SUITE_END()
