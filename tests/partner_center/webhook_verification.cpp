// Callbacks as the service signs them, with an authority of our own.
#include <boost/test/unit_test.hpp>

#include <descry/server/certificate_authority.hpp>
#include <descry/testing/scripted_transport.hpp>

#include <partner_center/webhooks/verify.hpp>

#include <openssl/evp.h>
#include <openssl/pem.h>

#include <chrono>
#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace hooks = partner_center::webhooks;
using hooks::refusal;
using namespace descry::detail;
using headers_t = std::vector<descry::header>;

namespace {

constexpr std::string_view url = "https://certificates.microsoft.com/cert/signer.cer";

std::string const body = R"({
    "EventName": "test-created",
    "ResourceUri": "http://localhost/v1/webhooks/registration/test",
    "ResourceName": "test",
    "AuditUri": null,
    "ResourceChangeUtcDate": "2017-11-16T16:19:06.3520276+00:00"
})";

std::string base64(std::string const& octets)
{
    std::string out(4 * ((octets.size() + 2) / 3) + 1, '\0');
    auto const size =
        EVP_EncodeBlock(reinterpret_cast<unsigned char*>(out.data()),
                        reinterpret_cast<unsigned char const*>(octets.data()), static_cast<int>(octets.size()));
    out.resize(static_cast<std::size_t>(size));
    return out;
}

std::string sign(descry::tls_identity const& signer, std::string_view text, EVP_MD const* hash = EVP_sha256())
{
    bio_ptr const memory{BIO_new_mem_buf(signer.private_key.data(), static_cast<int>(signer.private_key.size()))};
    pkey_ptr const key{PEM_read_bio_PrivateKey(memory.get(), nullptr, nullptr, nullptr)};
    digest_context_ptr const digest{EVP_MD_CTX_new()};
    std::size_t size = 0;
    auto const* const begin = reinterpret_cast<unsigned char const*>(text.data());
    BOOST_REQUIRE(EVP_DigestSignInit(digest.get(), nullptr, hash, nullptr, key.get()) == 1);
    BOOST_REQUIRE(EVP_DigestSign(digest.get(), nullptr, &size, begin, text.size()) == 1);
    std::string out(size, '\0');
    BOOST_REQUIRE(
        EVP_DigestSign(digest.get(), reinterpret_cast<unsigned char*>(out.data()), &size, begin, text.size()) == 1);
    out.resize(size);
    return base64(out);
}

descry::certificate_options signer_options()
{
    return {.names = {"pcnotifications-dispatch.microsoft.com"}, .rsa_bits = 2048};
}

descry::certificate_authority const& authority()
{
    static descry::certificate_authority const ours;
    return ours;
}

// To make RSA keys takes a while: one is enough.
descry::tls_identity const& signer()
{
    static auto const made = authority().issue(signer_options());
    return made;
}

headers_t signed_by(descry::tls_identity const& identity, std::string_view text = body)
{
    return {{"Content-Type", "application/json"},
            {"Authorization", "Signature " + sign(identity, text)},
            {"X-MS-Certificate-Url", std::string(url)},
            {"X-MS-Signature-Algorithm", "rsa-sha256"}};
}

hooks::verify_options trusting(std::string certificate, int* fetched = nullptr)
{
    hooks::verify_options out;
    out.authorities = authority().certificate();
    out.fetch = [certificate = std::move(certificate), fetched](std::string const&) -> descry::result<std::string> {
        if (fetched) ++*fetched;
        return certificate;
    };
    return out;
}

descry::failure refusal_of(headers_t const& headers, hooks::verify_options options, std::string_view text = body)
{
    auto const out = hooks::verify(headers, text, std::move(options));
    BOOST_REQUIRE(out.has_error());
    BOOST_TEST(!out.error().message().empty());
    return out.error();
}

headers_t with(headers_t headers, std::string const& name, std::string const& value)
{
    for (auto& h : headers)
        if (h.name == name) h.value = value;
    return headers;
}

headers_t without(headers_t headers, std::string const& name)
{
    std::erase_if(headers, [&](descry::header const& h) { return h.name == name; });
    return headers;
}

headers_t and_also(headers_t headers, descry::header more)
{
    headers.push_back(std::move(more));
    return headers;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(webhook_verification)

BOOST_AUTO_TEST_CASE(what_the_service_signed_is_believed)
{
    auto const event = hooks::verify(signed_by(signer()), body, trusting(signer().certificate_chain)).value();
    BOOST_TEST(event.event_name.value() == "test-created");
    BOOST_TEST(event.resource_name.value() == "test");
    BOOST_TEST(!event.audit_uri.has_value());
    BOOST_TEST(event.resource_change_utc_date->to_string() == "2017-11-16T16:19:06.3520276+00:00");
}

BOOST_AUTO_TEST_CASE(a_signature_may_stand_in_the_header_for_it)
{
    auto headers = with(signed_by(signer()), "Authorization", "Bearer of-a-gateway");
    auto const options = trusting(signer().certificate_chain);
    headers.push_back({"x-ms-signature", sign(signer(), body)});
    BOOST_TEST(hooks::verify(headers, body, options).has_value());
    headers.back().value = "signature " + headers.back().value;
    BOOST_TEST(hooks::verify(headers, body, options).has_value());
}

BOOST_AUTO_TEST_CASE(a_certificate_may_be_der)
{
    bio_ptr const memory{
        BIO_new_mem_buf(signer().certificate_chain.data(), static_cast<int>(signer().certificate_chain.size()))};
    x509_ptr const certificate{PEM_read_bio_X509(memory.get(), nullptr, nullptr, nullptr)};
    unsigned char* octets = nullptr;
    auto const size = i2d_X509(certificate.get(), &octets);
    std::string const der(reinterpret_cast<char*>(octets), static_cast<std::size_t>(size));
    OPENSSL_free(octets);
    BOOST_TEST(hooks::verify(signed_by(signer()), body, trusting(der)).has_value());
    BOOST_TEST((refusal_of(signed_by(signer()), trusting(der + "x")) == refusal::malformed));
}

BOOST_AUTO_TEST_CASE(nothing_is_believed_that_was_changed)
{
    auto const options = trusting(signer().certificate_chain);
    auto const headers = signed_by(signer());
    auto changed = body;
    changed[changed.find("test-created")] = 'T';
    BOOST_TEST((refusal_of(headers, options, changed) == refusal::wrong_signature));
    BOOST_TEST((refusal_of(headers, options, body + "\n") == refusal::wrong_signature));
    BOOST_TEST((refusal_of(headers, options, "") == refusal::wrong_signature));
    BOOST_TEST((refusal_of(with(headers, "Authorization", "Signature AAAA"), options) == refusal::wrong_signature));

    auto const sha1 = sign(signer(), body, EVP_sha1());
    BOOST_TEST((refusal_of(with(headers, "Authorization", "Signature " + sha1), options) == refusal::wrong_signature));
}

BOOST_AUTO_TEST_CASE(what_is_missing_is_said)
{
    auto const options = trusting(signer().certificate_chain);
    auto const headers = signed_by(signer());
    for (auto const* const name : {"Authorization", "X-MS-Certificate-Url", "X-MS-Signature-Algorithm"}) {
        BOOST_TEST((refusal_of(without(headers, name), options) == refusal::missing), name);
        BOOST_TEST((refusal_of(with(headers, name, ""), options) == refusal::missing), name);
    }
    BOOST_TEST((refusal_of(with(headers, "Authorization", "Bearer token"), options) == refusal::missing));
    BOOST_TEST((refusal_of({}, options) == refusal::missing));
}

BOOST_AUTO_TEST_CASE(what_is_malformed_is_refused_before_anything_is_fetched)
{
    int fetched = 0;
    auto const options = trusting(signer().certificate_chain, &fetched);
    auto const headers = signed_by(signer());
    auto const signature = sign(signer(), body);
    auto const malformed = [&](headers_t const& wrong) { return refusal_of(wrong, options) == refusal::malformed; };

    for (auto const* const algorithm : {"none", "rsa-sha1", "hmac-sha256", "RS256", "rsa-sha256 ", "rsa-sha256,none"})
        BOOST_TEST(malformed(with(headers, "X-MS-Signature-Algorithm", algorithm)), algorithm);
    for (auto const& wrong : {signature + "=", signature.substr(1), signature + " ", " " + signature, std::string("!"),
                              signature + "," + signature, std::string(8192, 'A'), std::string("====")})
        BOOST_TEST(malformed(with(headers, "Authorization", "Signature " + wrong)), wrong);
    for (auto const& twice : headers)
        if (twice.name != "Content-Type") BOOST_TEST(malformed(and_also(headers, twice)), twice.name);
    BOOST_TEST(malformed(and_also(headers, {"X-Ms-Signature", signature})));
    BOOST_TEST(malformed(with(headers, "X-MS-Certificate-Url", "https://microsoft.com/" + std::string(8192, 'x'))));
    BOOST_TEST(fetched == 0);
}

BOOST_AUTO_TEST_CASE(no_certificate_is_fetched_from_elsewhere)
{
    int fetched = 0;
    auto const options = trusting(signer().certificate_chain, &fetched);
    auto const headers = signed_by(signer());
    for (auto const* const foreign :
         {"http://certificates.microsoft.com/x", "https://microsoft.com.elsewhere.example/x",
          "https://xmicrosoft.com/x", "https://microsoft.com@elsewhere.example/x",
          "https://user:secret@microsoft.com/x", "https://microsoft.com:8443/x",
          "https://elsewhere.example/microsoft.com", "https://microsoft.com./x", "https://127.0.0.1/x",
          "https://[::1]/x", "file:///etc/ssl/x.pem", "https://elsewhere.example\\.microsoft.com/x",
          "https://microsoft.com", "https://microsoft.com/a b", "https://microsoft.com/x#y", "//microsoft.com/x", "x",
          "https://blob.core.windows.net/x", "https://other.blob.core.windows.net/x"}) {
        auto const why = refusal_of(with(headers, "X-MS-Certificate-Url", foreign), options);
        BOOST_TEST((why == refusal::untrusted_certificate || why == refusal::malformed), foreign);
    }
    BOOST_TEST(fetched == 0);

    for (auto const* const ours :
         {"https://microsoft.com/x", "HTTPS://Certificates.MICROSOFT.com:443/x?version=1",
          "https://3psostorageacct.blob.core.windows.net/cert/pcnotifications-dispatch.microsoft.com.cer"})
        BOOST_TEST(hooks::verify(with(headers, "X-MS-Certificate-Url", ours), body, options).has_value(), ours);
}

BOOST_AUTO_TEST_CASE(no_other_certificate_is_believed)
{
    auto const untrusted = [](descry::tls_identity const& identity) {
        auto const why = refusal_of(signed_by(identity), trusting(identity.certificate_chain));
        BOOST_TEST(!why->explanation.empty());
        return why == refusal::untrusted_certificate;
    };
    BOOST_TEST(untrusted(descry::certificate_authority("another").issue(signer_options())));

    auto expired = signer_options();
    expired.valid_until = std::chrono::system_clock::now() - std::chrono::minutes(1);
    BOOST_TEST(untrusted(authority().issue(expired)));
    auto early = signer_options();
    early.valid_from = std::chrono::system_clock::now() + std::chrono::hours(1);
    BOOST_TEST(untrusted(authority().issue(early)));

    auto weak = signer_options();
    weak.rsa_bits = 1024;
    BOOST_TEST(untrusted(authority().issue(weak)));

    for (auto const* const name : {"elsewhere.example", "microsoft.com.elsewhere.example", "xmicrosoft.com", "*.com"}) {
        auto other = signer_options();
        other.names = {name};
        BOOST_TEST(untrusted(authority().issue(other)), name);
    }
}

BOOST_AUTO_TEST_CASE(a_certificate_is_believed_through_those_between)
{
    auto const between = authority().subordinate("between");
    auto const identity = between.issue(signer_options());
    auto const headers = signed_by(identity);
    auto options = trusting(identity.certificate_chain);
    BOOST_TEST((refusal_of(headers, options) == refusal::untrusted_certificate));
    options.intermediates = between.certificate();
    BOOST_TEST(hooks::verify(headers, body, options).has_value());
    options.intermediates = descry::certificate_authority("between").certificate();
    BOOST_TEST((refusal_of(headers, options) == refusal::untrusted_certificate));

    BOOST_TEST(hooks::verify(headers, body, trusting(identity.certificate_chain + between.certificate())).has_value());
    options = trusting(identity.certificate_chain);
    options.authorities = between.certificate();
    BOOST_TEST(hooks::verify(headers, body, options).has_value());

    // The first certificate is the signer's, whoever else is among them.
    auto const whole = identity.certificate_chain + between.certificate();
    BOOST_TEST((refusal_of(signed_by(signer()), trusting(whole)) == refusal::wrong_signature));
}

BOOST_AUTO_TEST_CASE(no_key_of_another_kind_is_used)
{
    auto elliptic = signer_options();
    elliptic.rsa_bits = 0;
    auto const identity = authority().issue(elliptic);
    BOOST_TEST((refusal_of(signed_by(identity), trusting(identity.certificate_chain)) == refusal::wrong_signature));
}

BOOST_AUTO_TEST_CASE(what_is_no_certificate_is_refused)
{
    auto const headers = signed_by(signer());
    auto const& pem = signer().certificate_chain;
    for (auto const& wrong : {std::string(), std::string("certificate"), pem.substr(0, pem.size() / 2),
                              signer().private_key, std::string(hooks::max_certificate_size + 1, ' ')})
        BOOST_TEST((refusal_of(headers, trusting(wrong)) == refusal::malformed));
    BOOST_TEST(
        (refusal_of(headers, trusting(pem + std::string(hooks::max_certificate_size, '\n'))) == refusal::malformed));
}

BOOST_AUTO_TEST_CASE(a_certificate_is_fetched_through_a_transport)
{
    auto options = trusting({});
    options.fetch = nullptr;
    auto const network = std::make_shared<descry::testing::scripted_transport>([](descry::request const&) {
        return descry::response{200, {}, signer().certificate_chain};
    });
    options.transport = network;
    BOOST_TEST(hooks::verify(signed_by(signer()), body, options).has_value());
    BOOST_TEST(network->requests().at(0).base_url == "https://certificates.microsoft.com");
    BOOST_TEST(network->requests().at(0).target == "/cert/signer.cer");

    for (unsigned const status : {302u, 404u, 500u}) {
        options.transport = std::make_shared<descry::testing::scripted_transport>([status](descry::request const&) {
            return descry::response{status, {{"Location", "https://elsewhere.example/"}}, signer().certificate_chain};
        });
        BOOST_TEST((refusal_of(signed_by(signer()), options) == refusal::certificate_unavailable));
    }
    options.transport = std::make_shared<descry::testing::scripted_transport>(
        [](descry::request const&) { return descry::failure(descry::errc::connection_refused); });
    BOOST_TEST((refusal_of(signed_by(signer()), options) == refusal::certificate_unavailable));
}

BOOST_AUTO_TEST_CASE(a_certificate_is_fetched_once_until_a_signature_does_not_fit)
{
    int fetched = 0;
    auto options = trusting(signer().certificate_chain, &fetched);
    options.fetch_again_after = {};
    hooks::verifier callbacks(options);
    BOOST_TEST(callbacks.verify(signed_by(signer()), body).has_value());
    BOOST_TEST(callbacks.verify(signed_by(signer()), body).has_value());
    BOOST_TEST(fetched == 1);
    BOOST_TEST((callbacks.verify(signed_by(signer()), "{}").error() == refusal::wrong_signature));
    BOOST_TEST(fetched == 2);
    BOOST_TEST(callbacks.verify(signed_by(signer(), "{}"), "{}").has_value());
    BOOST_TEST(fetched == 2);
}

BOOST_AUTO_TEST_CASE(wrong_signatures_do_not_make_it_fetch_a_known_certificate_at_once)
{
    int fetched = 0;
    auto options = trusting(signer().certificate_chain, &fetched);
    options.fetch_again_after = std::chrono::hours(24);
    hooks::verifier callbacks(options);
    BOOST_TEST(callbacks.verify(signed_by(signer()), body).has_value());
    for (int i = 0; i != 3; ++i)
        BOOST_TEST((callbacks.verify(signed_by(signer()), "{}").error() == refusal::wrong_signature));
    BOOST_TEST(fetched == 1);
}

BOOST_AUTO_TEST_CASE(a_renewed_certificate_is_known_whoever_made_it_be_fetched)
{
    auto const renewed = authority().issue(signer_options());
    int fetched = 0;
    auto options = trusting({});
    options.fetch_again_after = {};
    options.fetch = [&](std::string const&) -> descry::result<std::string> {
        return fetched++ == 0 ? signer().certificate_chain : renewed.certificate_chain;
    };
    hooks::verifier callbacks(options);
    BOOST_TEST(callbacks.verify(signed_by(signer()), body).has_value());
    BOOST_TEST((callbacks.verify(signed_by(signer(), "of nobody"), body).error() == refusal::wrong_signature));
    BOOST_TEST(callbacks.verify(signed_by(renewed), body).has_value());
    BOOST_TEST(fetched == 2);
}

BOOST_AUTO_TEST_CASE(callbacks_of_anybody_make_it_fetch_no_more_than_so_many)
{
    std::size_t fetched = 0;
    auto options = trusting({});
    options.fetch_again_after = std::chrono::hours(24);
    options.fetch = [&](std::string const& place) -> descry::result<std::string> {
        ++fetched;
        return place == url ? signer().certificate_chain : "nothing";
    };
    hooks::verifier callbacks(options);
    BOOST_TEST(callbacks.verify(signed_by(signer()), body).has_value());
    auto headers = signed_by(signer());
    for (std::size_t i = 0; i != 2 * hooks::max_fetches; ++i) {
        for (auto& header : headers)
            if (header.name == "X-MS-Certificate-Url")
                header.value = "https://certificates" + std::to_string(i) + ".microsoft.com/signer.cer";
        BOOST_TEST(!callbacks.verify(headers, body));
    }
    BOOST_TEST(fetched == hooks::max_fetches);
    BOOST_TEST((callbacks.verify(headers, body).error() == refusal::certificate_unavailable));
    BOOST_TEST(callbacks.verify(signed_by(signer()), body).has_value());
}

BOOST_AUTO_TEST_CASE(a_body_that_was_signed_and_is_no_event_is_an_error_of_json)
{
    BOOST_TEST((refusal_of(signed_by(signer(), "[]"), trusting(signer().certificate_chain), "[]") ==
                descry::errc::unexpected_kind));
}

BOOST_AUTO_TEST_CASE(the_system_does_not_know_our_authority)
{
    auto options = trusting(signer().certificate_chain);
    options.authorities.clear();
    BOOST_TEST((refusal_of(signed_by(signer()), options) == refusal::untrusted_certificate));
}

BOOST_AUTO_TEST_SUITE_END()
