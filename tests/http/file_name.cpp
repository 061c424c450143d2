#include <descry/http/detail/file_name.hpp>

#include <boost/test/unit_test.hpp>

#include <string>

using descry::detail::file_name_of;

BOOST_AUTO_TEST_SUITE(file_name)

BOOST_AUTO_TEST_CASE(the_parameter_filename_is_read)
{
    BOOST_TEST(file_name_of("").empty());
    BOOST_TEST(file_name_of("inline").empty());
    BOOST_TEST(file_name_of("attachment; filename=a.pdf") == "a.pdf");
    BOOST_TEST(file_name_of("attachment;FileName = \"a b;c.pdf\" ; x=y") == "a b;c.pdf");
    BOOST_TEST(file_name_of(R"(attachment; filename="a \b\".pdf")") == "a b_.pdf");
    BOOST_TEST(file_name_of("attachment; name=x; filename=a.pdf") == "a.pdf");
    BOOST_TEST(file_name_of("filename=a.pdf").empty());  // the disposition type is missing
    BOOST_TEST(file_name_of("attachment; filename; filename=\"a.pdf") == "a.pdf");
    BOOST_TEST(file_name_of("attachment; filename=").empty());
    BOOST_TEST(file_name_of("attachment; filename=\"b\\a") == "ba");
    BOOST_TEST(file_name_of(";;=;filename").empty());
}

BOOST_AUTO_TEST_CASE(the_extended_form_takes_precedence)
{
    BOOST_TEST(file_name_of("attachment; filename=a.pdf; filename*=UTF-8''%e2%82%ac%20a.pdf") == "\u20ac a.pdf");
    BOOST_TEST(file_name_of("attachment; filename*=utf-8'de'b.pdf; filename=a.pdf") == "b.pdf");
    for (auto const* const unusable :
         {"ISO-8859-1''%a3.pdf", "UTF-8'b.pdf", "UTF-8''%zz", "UTF-8''%ff.pdf", "''", "", "'", "UTF-8", "UTF-8''.."})
        BOOST_TEST(file_name_of(std::string("attachment; filename=a.pdf; filename*=") + unusable) == "a.pdf", unusable);
}

BOOST_AUTO_TEST_CASE(the_name_is_never_a_path)
{
    BOOST_TEST(file_name_of("attachment; filename=\"../../etc/passwd\"") == "passwd");
    BOOST_TEST(file_name_of(R"(attachment; filename="C:\\dir\\a.pdf")") == "a.pdf");
    BOOST_TEST(file_name_of("attachment; filename*=UTF-8''..%2F..%5Ca.pdf") == "a.pdf");
    for (auto const* const none : {"..", ".", "a/", "a/..", "\"\\\\\""})
        BOOST_TEST(file_name_of(std::string("attachment; filename=") + none).empty(), none);
    BOOST_TEST(file_name_of("attachment; filename*=UTF-8''a%00b").empty());
    BOOST_TEST(file_name_of("attachment; filename*=UTF-8''a%0ab").empty());
}

BOOST_AUTO_TEST_CASE(the_name_is_valid_on_all_systems)
{
    auto const named = [](std::string const& name) { return file_name_of("attachment; filename=\"" + name + '"'); };
    BOOST_TEST(named("C:x") == "C_x");
    BOOST_TEST(named("a.txt:stream") == "a.txt_stream");
    BOOST_TEST(named("a<b>|c?*") == "a_b__c__");
    for (std::string const device :
         {"CON", "nul", "Aux.txt", "prn .tar.gz", "com1", "LPT9.pdf", "COM\u00b2", "CONOUT$"})
        BOOST_TEST(named(device) == "_" + device);
    for (std::string const other : {"CONTRACT.pdf", "com.pdf", "COM10", "nulls", "a.CON", "lptx", ".profile"})
        BOOST_TEST(named(other) == other);
    BOOST_TEST(named("CON. ") == "_CON");
    for (auto const* const ending : {".", " ", "...", ". .", " . "}) {
        BOOST_TEST(named(std::string("a.pdf") + ending) == "a.pdf");
        BOOST_TEST(named(ending).empty());
    }
}

BOOST_AUTO_TEST_SUITE_END()
