#include "files.hpp"
#include "protocol/event_decoder.hpp"

#include <boost/test/unit_test.hpp>

namespace {

/// Whether a body decodes. Copied to memory of exactly its size, so that a sanitizer sees every octet read beside it.
bool decodes(const std::string& body) {
    static frameio::event_decoder decoder;
    const std::vector<char> exact(body.begin(), body.end());
    frameio::any_event decoded;
    const std::string_view view(exact.data(), exact.size());
    decoder.peek(view, body.size());
    return decoder.decode(view, {}, decoded).empty();
}

std::string wrapped(const std::string& json) {
    return R"({"type":"file.ready","x":)" + json + "}";
}

std::string in_form(const std::string& json) {
    return R"({"type":"publish","action_id":"a","data":{"x":)" + json + "}}";
}

std::string name_of(const std::filesystem::path& path) {
    return path.filename().string();
}

}  // namespace

/// JSONTestSuite: what starts with y_ is JSON, with n_ is not, with i_ may be either.
BOOST_AUTO_TEST_SUITE(json_suite)

BOOST_AUTO_TEST_CASE(the_suite_is_complete) {
    BOOST_TEST(files::suite("y_").size() == 95U);
    BOOST_TEST(files::suite("n_").size() == 188U);
    BOOST_TEST(files::suite("i_").size() == 35U);
}

BOOST_AUTO_TEST_CASE(what_is_not_json_is_malformed) {
    for (const auto& path : files::suite("n_")) {
        const std::string json = files::read(path);
        BOOST_TEST(!decodes(json), name_of(path));
        BOOST_TEST(!decodes(wrapped(json)), name_of(path) << ", wrapped");
        BOOST_TEST(!decodes(in_form(json)), name_of(path) << ", in a form");
    }
}

BOOST_AUTO_TEST_CASE(what_is_json_is_ignored_as_an_unknown_value) {
    for (const auto& path : files::suite("y_")) {
        const std::string json = files::read(path);
        BOOST_TEST(decodes(wrapped(json)), name_of(path));
        BOOST_TEST(decodes(in_form(json)), name_of(path) << ", in a form");
        BOOST_TEST(!decodes(json), name_of(path) << ", which is no event");
    }
}

BOOST_AUTO_TEST_CASE(what_may_be_json_does_no_harm) {
    for (const auto& path : files::suite("i_")) {
        const std::string json = files::read(path);
        decodes(json);
        BOOST_TEST(decodes(wrapped(json)) == decodes(in_form(json)), name_of(path));
    }
}

BOOST_AUTO_TEST_CASE(values_of_a_form_keep_their_json_text) {
    frameio::event_decoder decoder;
    for (const auto& path : files::suite("y_")) {
        const std::string json = files::read(path);
        frameio::any_event decoded;
        BOOST_REQUIRE(decoder.decode(in_form(json), {}, decoded).empty());
        const auto& data = std::get<frameio::action_event>(decoded).data();
        BOOST_REQUIRE(data.size() == 1U);
        BOOST_TEST(data.begin()->json() == files::minified(json), name_of(path));
    }
}

BOOST_AUTO_TEST_SUITE_END()
