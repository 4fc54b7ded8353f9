#include <frameio/payload.hpp>

#include <boost/test/unit_test.hpp>

#include <cstdlib>
#include <new>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

using frameio::payload;

BOOST_AUTO_TEST_SUITE(payloads)

BOOST_AUTO_TEST_CASE(an_empty_reference_has_no_body_and_no_room) {
    payload none;
    BOOST_TEST(none.body().empty());
    BOOST_CHECK_THROW(none.keep(""), std::length_error);
    payload copy = none;
    copy = std::move(none);
    BOOST_TEST(copy.body().empty());
}

BOOST_AUTO_TEST_CASE(a_block_copies_its_body) {
    for (const std::size_t size : {0U, 1U, 315U, 991U, 992U, 1024U, 4000U, 4064U, 4096U, 16000U, 16384U, 100000U}) {
        std::string text(size, 'x');
        const payload block = payload::copy_of(text);
        text.assign(size, 'y');
        BOOST_TEST(block.body() == std::string(size, 'x'));
    }
    BOOST_TEST(payload::copy_of({}).body().empty());
}

BOOST_AUTO_TEST_CASE(octets_after_the_body_may_be_read) {
    for (const std::size_t size : {0U, 927U, 928U, 4000U, 16288U, 16289U, 20000U}) {
        const payload block = payload::copy_of(std::string(size, 'x'));
        unsigned sum = 0;
        for (std::size_t at = 0; at < payload::slack; ++at) {
            sum += static_cast<unsigned char>(block.body().data()[size + at]);
        }
        BOOST_TEST(sum == 0U);
    }
}

BOOST_AUTO_TEST_CASE(texts_are_kept_up_to_the_room_that_was_asked_for) {
    for (const std::size_t extra : {0U, 1U, 64U, 1000U, 5000U, 70000U}) {
        payload block = payload::copy_of("body", extra);
        std::vector<std::string_view> kept;
        for (std::size_t at = 0; at < extra; ++at) {
            const char octet = static_cast<char>('a' + at % 26);
            kept.push_back(block.keep({&octet, 1}));
        }
        BOOST_CHECK_THROW(block.keep("x"), std::length_error);
        BOOST_TEST(block.keep("").empty());
        BOOST_TEST(block.body() == "body");
        for (std::size_t at = 0; at < extra; ++at) {
            BOOST_REQUIRE(kept[at].front() == static_cast<char>('a' + at % 26));
        }
    }
}

BOOST_AUTO_TEST_CASE(a_text_that_does_not_fit_leaves_the_room_as_it_was) {
    payload block = payload::copy_of("body", 4);
    BOOST_CHECK_THROW(block.keep("12345"), std::length_error);
    BOOST_TEST(block.keep("1234") == "1234");
}

BOOST_AUTO_TEST_CASE(absurd_sizes_are_refused) {
    BOOST_CHECK_THROW(payload::copy_of("body", ~std::size_t{0}), std::bad_alloc);
    BOOST_CHECK_THROW(payload::copy_of("body", ~std::size_t{0} / 2), std::bad_alloc);
}

BOOST_AUTO_TEST_CASE(copies_keep_the_block_alive) {
    payload last;
    {
        payload first = payload::copy_of("body", 10);
        const payload second = first;
        const payload third = std::move(first);
        last = second;
        last = third;
        payload& same = last;
        last = same;
    }
    // Would reuse the block if it had been released.
    const payload other = payload::copy_of("else", 10);
    BOOST_TEST(last.body() == "body");
    BOOST_TEST(other.body() == "else");
}

BOOST_AUTO_TEST_CASE(blocks_are_recycled_by_size) {
    const char* const small = payload::copy_of("x", 100).body().data();
    const char* const medium = payload::copy_of("x", 2000).body().data();
    const payload second_small = payload::copy_of("y", 200);
    const payload second_medium = payload::copy_of("y", 3000);
    BOOST_TEST(static_cast<const void*>(second_small.body().data()) == static_cast<const void*>(small));
    BOOST_TEST(static_cast<const void*>(second_medium.body().data()) == static_cast<const void*>(medium));
}

BOOST_AUTO_TEST_CASE(more_blocks_than_are_kept_for_reuse_are_freed) {
    for (const std::size_t size : {100U, 3000U, 10000U, 50000U}) {
        std::vector<payload> many;
        for (int number = 0; number < 200; ++number) {
            many.push_back(payload::copy_of(std::string(size, 'x')));
        }
    }
}

BOOST_AUTO_TEST_CASE(blocks_may_be_released_on_another_thread) {
    std::vector<payload> made;
    std::thread([&] {
        for (int number = 0; number < 100; ++number) {
            made.push_back(payload::copy_of(std::to_string(number), 10));
        }
    }).join();
    BOOST_TEST(made[42].body() == "42");
    std::thread([taken = std::move(made)]() mutable { taken.clear(); }).join();
}

BOOST_AUTO_TEST_CASE(copies_may_be_used_by_several_threads) {
    const payload shared = payload::copy_of("shared", 10);
    std::vector<std::thread> threads;
    for (int number = 0; number < 4; ++number) {
        threads.emplace_back([copy = shared] {
            for (int round = 0; round < 10000; ++round) {
                const payload another = copy;
                if (another.body() != "shared") {
                    std::abort();
                }
            }
        });
    }
    for (std::thread& each : threads) {
        each.join();
    }
    BOOST_TEST(shared.body() == "shared");
}

BOOST_AUTO_TEST_CASE(a_block_may_outlive_its_threads_other_things) {
    std::thread([] {
        // Destroyed after the shelves that a release on this thread would use, as they are made later.
        thread_local payload survivor;
        survivor = payload::copy_of("survivor", 10);
        payload::copy_of("first release of this thread");
    }).join();
}

BOOST_AUTO_TEST_SUITE_END()
