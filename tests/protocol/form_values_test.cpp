#include <frameio/error.hpp>
#include <frameio/events.hpp>

#include <boost/test/unit_test.hpp>

using frameio::errc;
using namespace std::string_view_literals;

namespace {

/// A submission that keeps its event alive.
struct submission {
    frameio::action_event event;

    explicit submission(const std::string& data)
        : event(frameio::decode_action(R"({"type":"t","action_id":"a","data":)" + data + "}")) {}

    const frameio::form_values& values() const {
        return event.data();
    }
};

template <class Get>
void refuses(Get get, errc code, std::string_view text) {
    BOOST_CHECK_EXCEPTION(get(), frameio::error, [&](const frameio::error& thrown) {
        BOOST_TEST(std::string_view(thrown.what()).find(text) != std::string_view::npos, thrown.what());
        return thrown.code() == code;
    });
}

}  // namespace

BOOST_AUTO_TEST_SUITE(forms)

BOOST_AUTO_TEST_CASE(no_values) {
    const frameio::form_values none;
    BOOST_TEST(none.empty());
    BOOST_TEST(none.size() == 0U);
    BOOST_TEST(none.find("x") == nullptr);
    BOOST_TEST(!none.has("x"));
    BOOST_TEST(none.text_or("x", "y") == "y");
    const submission empty("{}");
    BOOST_TEST(empty.event.is_submission());
    BOOST_TEST(empty.values().empty());
    BOOST_TEST(!submission("null").event.is_submission());
}

BOOST_AUTO_TEST_CASE(values_keep_their_order) {
    const submission form(R"({"b":"1","a":"2","":"3"})");
    std::string names;
    for (const frameio::form_value& value : form.values()) {
        names += std::string(value.name()) + std::string(std::get<std::string_view>(value.value()));
    }
    BOOST_TEST(names == "b1a23");
}

BOOST_AUTO_TEST_CASE(values_have_json_text) {
    const submission form(R"({ "s" : "a\/b" , "n" : -1.50e+2 , "t" : true , "f" : false , "z" : null , "e" : [ ] ,)"
                          R"( "l" : [ "a b" , "\" c" ] , "m" : [ 1 , "x" ] , "o" : { "k k" : [ { } , "\\" ] } })");
    const std::pair<std::string_view, std::string_view> table[] = {{"s", R"("a\/b")"},
                                                                   {"n", "-1.50e+2"},
                                                                   {"t", "true"},
                                                                   {"f", "false"},
                                                                   {"z", "null"},
                                                                   {"e", "[]"},
                                                                   {"l", R"(["a b","\" c"])"},
                                                                   {"m", R"([1,"x"])"},
                                                                   {"o", R"({"k k":[{},"\\"]})"}};
    for (const auto& [name, json] : table) {
        BOOST_TEST(form.values().find(name)->json() == json);
    }
}

BOOST_AUTO_TEST_CASE(values_have_types) {
    const submission form(
        R"({"s":"x","n":1,"t":true,"z":null,"l":["a"],"e":[],"m":["a",1],"o":{"k":"v"},"u":18446744073709551615})");
    const std::pair<std::string_view, std::size_t> table[] = {{"s", 1}, {"n", 3}, {"t", 2}, {"z", 0}, {"l", 4},
                                                              {"e", 4}, {"m", 0}, {"o", 0}, {"u", 3}};
    for (const auto& [name, index] : table) {
        BOOST_TEST(form.values().find(name)->value().index() == index, name);
    }
    BOOST_TEST(form.values().has("o"));
    BOOST_TEST(form.values().has("m"));
    BOOST_TEST(!form.values().has("z"));
    BOOST_TEST(!form.values().has("missing"));
}

BOOST_AUTO_TEST_CASE(texts) {
    const submission form(R"({"s":"caf\u00e9","empty":"","n":1,"z":null})");
    BOOST_TEST(form.values().text("s") == "caf\xc3\xa9");
    BOOST_TEST(form.values().text("empty") == "");
    BOOST_TEST(form.values().text_or("s", "x") == "caf\xc3\xa9");
    BOOST_TEST(form.values().text_or("missing", "x") == "x");
    BOOST_TEST(form.values().text_or("z", "x") == "x");
    refuses([&] { form.values().text("missing"); }, errc::missing_form_value, R"("missing" was not submitted)");
    refuses([&] { form.values().text("z"); }, errc::missing_form_value, R"("z" was not submitted)");
    refuses([&] { form.values().text("n"); }, errc::wrong_form_value, R"("n" is not a text: Frame.io sent a number)");
    refuses([&] { form.values().text_or("n", "x"); }, errc::wrong_form_value, R"("n" is not a text)");
}

BOOST_AUTO_TEST_CASE(booleans) {
    const submission form(R"({"t":true,"f":false,"ts":"true","fs":"false","T":"True","one":"1","n":1,"e":""})");
    BOOST_TEST(form.values().boolean("t"));
    BOOST_TEST(!form.values().boolean("f"));
    BOOST_TEST(form.values().boolean("ts"));
    BOOST_TEST(!form.values().boolean("fs"));
    BOOST_TEST(form.values().boolean_or("missing", true));
    BOOST_TEST(!form.values().boolean_or("fs", true));
    for (const std::string_view name : {"T", "one", "n", "e"}) {
        refuses([&] { form.values().boolean(name); }, errc::wrong_form_value, "is not true or false: Frame.io sent a ");
        refuses([&] { form.values().boolean_or(name, true); }, errc::wrong_form_value, "is not true or false");
    }
    refuses([&] { form.values().boolean("missing"); }, errc::missing_form_value, "missing");
}

BOOST_AUTO_TEST_CASE(numbers) {
    const submission form(
        R"({"i":-7,"d":0.5,"u":18446744073709551615,"s":"2.5e1","neg":"-3","plus":"+3","space":" 3","tail":"3 ",)"
        R"("hex":"0x10","inf":"inf","nan":"nan","huge":"1e999","word":"seven","empty":"","t":true,"l":["1"]})");
    BOOST_TEST(form.values().number("i") == -7.0);
    BOOST_TEST(form.values().number("d") == 0.5);
    BOOST_TEST(form.values().number("u") == 18446744073709551615.0);
    BOOST_TEST(form.values().number("s") == 25.0);
    BOOST_TEST(form.values().number("neg") == -3.0);
    BOOST_TEST(form.values().number_or("missing", 9) == 9.0);
    BOOST_TEST(form.values().number_or("d", 9) == 0.5);
    for (const std::string_view name :
         {"plus", "space", "tail", "hex", "inf", "nan", "huge", "word", "empty", "t", "l"}) {
        refuses([&] { form.values().number(name); }, errc::wrong_form_value, "is not a number: Frame.io sent a ");
    }
    refuses([&] { form.values().number("missing"); }, errc::missing_form_value, "missing");
}

BOOST_AUTO_TEST_CASE(lists) {
    const submission form(R"({"l":["a","b \"c\""],"one":"a","empty":[],"m":["a",1],"n":1,"deep":[["a"]]})");
    BOOST_TEST(form.values().list("l") == (std::vector{"a"sv, "b \"c\""sv}), boost::test_tools::per_element());
    BOOST_TEST(form.values().list("one") == std::vector{"a"sv}, boost::test_tools::per_element());
    BOOST_TEST(form.values().list("empty").empty());
    for (const std::string_view name : {"m", "n", "deep"}) {
        refuses([&] { form.values().list(name); }, errc::wrong_form_value, "is not a list of texts: Frame.io sent a");
    }
    refuses([&] { form.values().list("missing"); }, errc::missing_form_value, "missing");
}

BOOST_AUTO_TEST_CASE(names_are_quoted_in_errors) {
    const frameio::form_values none;
    refuses([&] { none.text("a\"b\n\x1b"); }, errc::missing_form_value, R"(form value "a\"b\n\u001b" was not)");
}

BOOST_AUTO_TEST_CASE(of_a_repeated_name_the_last_counts) {
    const submission form(R"({"k":"1","k":2,"k":"3"})");
    BOOST_TEST(form.values().text("k") == "3");
    BOOST_TEST(form.values().size() == 3U);
}

BOOST_AUTO_TEST_CASE(forms_full_of_white_space_and_escapes_fit_their_block) {
    std::string data = "{";
    for (int number = 0; number < 300; ++number) {
        data += number == 0 ? R"("k)" : R"(,"k)";
        data += std::to_string(number);
        data += R"(" : [ "\n" , "long enough text" , "\u00e9" ])";
    }
    const submission form(data + "}");
    BOOST_TEST(form.values().size() == 300U);
    BOOST_TEST(form.values().find("k299")->json() == R"(["\n","long enough text","\u00e9"])");
    BOOST_TEST(form.values().list("k299")[2] == "\xc3\xa9");
}

BOOST_AUTO_TEST_CASE(values_can_be_made_by_hand) {
    std::vector<frameio::form_value> values;
    const frameio::form_value::value_type text = "v"sv;
    values.emplace_back("k", text, R"("v")");
    const frameio::form_values form(std::move(values));
    BOOST_TEST(form.text("k") == "v");
    BOOST_TEST(frameio::form_values(std::vector<frameio::form_value>()).empty());
}

BOOST_AUTO_TEST_SUITE_END()
