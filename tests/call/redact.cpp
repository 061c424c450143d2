#include <boost/test/unit_test.hpp>

#include <descry/client/detail/redact.hpp>

#include <string>
#include <vector>

BOOST_AUTO_TEST_SUITE(redact)

namespace {

std::string redacted(std::string text, std::vector<std::string> const& secrets)
{
    auto const before = text;
    bool const any = descry::detail::redact(text, secrets);
    BOOST_TEST(any == (text != before));
    return text;
}

}  // namespace

BOOST_AUTO_TEST_CASE(takes_secrets_out_however_they_are_spelled)
{
    BOOST_TEST(redacted("a/b, a%2Fb, a%2fb, A/B", {"a/b"}) == "[redacted], [redacted], [redacted], A/B");
    BOOST_TEST(redacted("nothing of it", {"secret", ""}) == "nothing of it");
    BOOST_TEST(redacted("", {"secret"}) == "");
    BOOST_TEST(redacted("a key of lines, one two", {"one\ntwo"}) == "a key of lines, [redacted]");
}

BOOST_AUTO_TEST_CASE(finds_a_secret_in_every_escape)
{
    for (std::string const text : {"tok/en+1", R"(tok\/en\u002b1)", R"(tok\/en\u002B1)", R"(\u0074ok/en+1)",
                                   "tok%2Fen%2b1", "tok%2fen%2B1", "tok/en 1", "tok&#47;en&#43;1", "tok&#x2F;en&#X2b;1",
                                   "tok&sol;en&plus;1", "tok&#47en&#43;1", "tok%252Fen%252B1", R"(tok\\/en\u002b1)",
                                   "tok&amp;#47;en&amp;plus;1", R"(tok\u0025\u0032Fen%2B1)", R"(\tok\/en%2B1)"}) {
        BOOST_TEST(redacted("<" + text + ">", {"tok/en+1"}) == "<[redacted]>", text);
    }
    BOOST_TEST(redacted(R"(C:\tok&#47;en&#43;1)", {"tok/en+1"}) == "C:[redacted]");
    BOOST_TEST(redacted("a&amp;b &lt;a&amp;b&gt; a&AMP;b a\u0026b", {"a&b"}) ==
               "[redacted] &lt;[redacted]&gt; [redacted] [redacted]");
    BOOST_TEST(redacted(R"(k\u00e9y \ud83d\ude00)", {"k\xC3\xA9y", "\xF0\x9F\x98\x80"}) == "[redacted] [redacted]");
    BOOST_TEST(redacted(R"(one\ntwo one%0Atwo one&#10;two)", {"one\ntwo"}) == "[redacted] [redacted] [redacted]");
    BOOST_TEST(redacted("a%41b a%2541b", {"a%41b"}) == "[redacted] [redacted]");
    BOOST_TEST(redacted(R"(100% & \ &; &#; &#x; %2 \u12 &#1114112; \ud83d)", {"secret"}) ==
               R"(100% & \ &; &#; &#x; %2 \u12 &#1114112; \ud83d)");
}

BOOST_AUTO_TEST_CASE(leaves_nothing_of_a_text_that_has_escapes_without_end)
{
    std::string text = "tok%";
    for (int i = 0; i != 20; ++i) text += "25";
    BOOST_TEST(redacted(text + "2Fen", {"tok/en"}) == "[redacted]");
    BOOST_TEST(redacted(text, {}) == text);
}

BOOST_AUTO_TEST_CASE(takes_the_userinfo_out_of_urls)
{
    BOOST_TEST(redacted("see https://jane:p%40ss@h.example/a?b=c@d, //u@h, https://h/@a", {}) ==
               "see https://[redacted]@h.example/a?b=c@d, //[redacted]@h, https://h/@a");
    BOOST_TEST(redacted(R"("https:\/\/u:p@h" to=https%3A%2F%2Fu%3Ap%40h%2F)", {}) ==
               R"("https:\/\/[redacted]@h" to=https%3A%2F%2F[redacted]%40h%2F)");
}

BOOST_AUTO_TEST_CASE(of_a_text_that_was_cut_it_leaves_no_begin_of_a_secret)
{
    std::string const secret = "tok/en";
    for (std::string const spelled : {"tok/en", R"(tok\/en)", "tok%2Fen", R"(\u0074\u006f\u006b\u002f\u0065\u006e)",
                                      "&#116;&#111;&#107;&#47;&#101;&#110;", "%2574%256f%256b%252f%2565%256e"})
        for (std::size_t size = 1; size <= spelled.size(); ++size) {
            auto text = "no " + spelled.substr(0, size);
            descry::detail::redactor({&secret, 1}).redact(text, true);
            auto const begin = spelled.front() == 't' || size >= 6 ? "no [redacted]" : "no ";
            BOOST_TEST(text.starts_with(begin), text);
        }
    std::string text = "to https://u:p";
    descry::detail::redactor({&secret, 1}).redact(text, true);
    BOOST_TEST(text == "to https://[redacted]");
}

// A search that begins anew at each octet would take a million times a million steps.
BOOST_AUTO_TEST_CASE(long_secrets_and_long_texts_of_one_letter_take_no_time)
{
    std::string const secret(1'000'000, 'a');
    BOOST_TEST(redacted(std::string(2'000'000, 'a'), {secret, secret + 'b'}) == "[redacted]");
    BOOST_TEST(redacted(std::string(999'999, 'a') + 'b', {secret}).size() == 1'000'000u);
    std::vector<std::string> many;
    for (int i = 0; i != 100'000; ++i) many.push_back("secret " + std::to_string(i) + '.');
    BOOST_TEST(redacted(std::string(1'000'000, 's') + "ecret 99999.", many) ==
               std::string(999'999, 's') + "[redacted]");
}

BOOST_AUTO_TEST_CASE(leaves_nothing_of_secrets_that_overlap)
{
    BOOST_TEST(redacted("123456789abcdef, 123456789, 6789abcdef", {"123456789", "6789abcdef"}) ==
               "[redacted], [redacted], [redacted]");
    BOOST_TEST(redacted("abcdef", {"abcdef", "cd"}) == "[redacted]");
    BOOST_TEST(redacted("xaaaaaaaaaax", {"aaaaaaaa"}) == "x[redacted]x");
    BOOST_TEST(redacted("11111111122222222", {"11111111", "122222222"}) == "[redacted]");
}

BOOST_AUTO_TEST_CASE(leaves_words_that_have_a_short_secret_in_them)
{
    BOOST_TEST(redacted("Request_Resource, part 1 of 12", {"t", "1", "me"}) ==
               "Request_Resource, part [redacted] of 12");
    BOOST_TEST(redacted("hunter2: hunter22, my_hunter2, /hunter2/x?p=hunter2", {"hunter2"}) ==
               "[redacted]: hunter22, my_hunter2, /[redacted]/x?p=[redacted]");
    BOOST_TEST(redacted("a-b in xa-bx", {"a-b"}) == "[redacted] in xa-bx");
    BOOST_TEST(redacted("M\xC3\xBCller m\xC3\xBC", {"M\xC3\xBC"}) == "M\xC3\xBCller m\xC3\xBC");
    BOOST_TEST(redacted("xhunter22x", {"hunter22"}) == "x[redacted]x");
    for (std::string const before :
         {"\\n", "\\t", "\\r", "\\b", "\\f", "\\u000a", "%0a", "&#10;", "\n", "%3D", "%253D"})
        BOOST_TEST(redacted("x" + before + "hunter2", {"hunter2"}) == "x" + before + "[redacted]");
    BOOST_TEST(redacted("xa-b, x4-12", {"a-b", "b", "4-12", "12"}) == "xa-[redacted], x4-[redacted]");
    BOOST_TEST(redacted("?!?!", {"!?"}) == "?[redacted]!");
}

BOOST_AUTO_TEST_CASE(does_not_look_into_its_own_mark)
{
    BOOST_TEST(redacted("a t", {"t", "e", "redacted"}) == "a [redacted]");
}

BOOST_AUTO_TEST_SUITE_END()
