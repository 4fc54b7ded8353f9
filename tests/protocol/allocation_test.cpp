#include <frameio/signature.hpp>

#include "allocations.hpp"
#include "files.hpp"
#include "protocol/event_decoder.hpp"

#include <boost/test/unit_test.hpp>

namespace {

constexpr std::chrono::sys_seconds now{std::chrono::seconds(1604004499)};

/// What the receiving path does with a request's body.
struct receiving {
    std::vector<frameio::signing_secret> secrets{frameio::signing_secret("old"), frameio::signing_secret("new")};
    std::string body = files::sample("v4_webhook_file_ready");
    std::string signature = frameio::sign("new", now, body);
    frameio::event_decoder decoder;
    frameio::any_event event;

    bool receive() {
        return frameio::verify(secrets, "1604004499", body, signature, now) && decoder.decode(body, now, event).empty();
    }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(steady_state, receiving)

BOOST_AUTO_TEST_CASE(allocations_are_counted) {
    const std::size_t before = allocations();
    const std::string text(1000, 'x');
    BOOST_TEST(allocations() == before + 1);
    BOOST_TEST(text.size() == 1000U);
}

BOOST_AUTO_TEST_CASE(a_webhook_is_verified_and_decoded_without_allocating) {
    BOOST_TEST((receive() && receive()));
    const std::size_t before = allocations();
    bool all = true;
    for (int round = 0; round < 1000; ++round) {
        all = receive() && all;
    }
    const std::size_t made = allocations() - before;
    BOOST_TEST(made == 0U);
    BOOST_TEST(all);
    BOOST_TEST(std::get<frameio::webhook_event>(event).type == "file.ready");
}

BOOST_AUTO_TEST_CASE(peeking_does_not_allocate) {
    const std::size_t before = allocations();
    const auto ids = decoder.peek(body, 1 << 20);
    const std::size_t made = allocations() - before;
    BOOST_TEST(made == 0U);
    BOOST_TEST(ids->type == "file.ready");
}

BOOST_AUTO_TEST_CASE(a_bad_body_is_refused_without_allocating) {
    decoder.decode("{", now, event);
    const std::size_t before = allocations();
    const auto reason = decoder.decode(R"({"type":7})", now, event);
    const std::size_t made = allocations() - before;
    BOOST_TEST(made == 0U);
    BOOST_TEST(reason == R"("type" is not a string)");
}

BOOST_AUTO_TEST_CASE(bodies_of_other_sizes_share_the_same_room) {
    receive();
    const std::size_t before = allocations();
    bool all = true;
    for (std::size_t size = 100; size < 150; ++size) {
        char text[256] = R"({"type":"file.ready","x":")";
        std::fill_n(text + 26, size, 'x');
        text[26 + size] = '"';
        text[27 + size] = '}';
        all = decoder.decode({text, 28 + size}, now, event).empty() && all;
    }
    const std::size_t made = allocations() - before;
    BOOST_TEST(made == 0U);
    BOOST_TEST(all);
}

BOOST_AUTO_TEST_SUITE_END()
