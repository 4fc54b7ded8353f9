// The raw cases against a real server on a real socket: whole, in all two-way splits, and octet by octet.

#include <boost/test/unit_test.hpp>

#include <cstddef>
#include <functional>
#include <iostream>
#include <set>
#include <string>

#include "raw_cases/raw_case.hpp"
#include "raw_runner.hpp"

namespace {

/// Runs `check` on each case, and reports each that fails by its name.
std::size_t run_all(const std::function<bool(const raw::raw_case&)>& wanted,
                    const std::function<std::string(raw::server&, const raw::raw_case&)>& check) {
    raw::server server;
    std::size_t count = 0;
    for (const raw::raw_case& one : raw::all_cases()) {
        if (!wanted(one)) {
            continue;
        }
        ++count;
        std::string wrong;
        try {
            wrong = check(server, one);
        } catch (const std::exception& failure) {
            wrong = failure.what();
        }
        BOOST_CHECK_MESSAGE(wrong.empty(), one.name << ": " << wrong);
    }
    return count;
}

bool is_valid(const raw::raw_case& one) {
    return one.valid;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(raw_cases)

BOOST_AUTO_TEST_CASE(there_are_at_least_250_each_with_a_name_of_its_own) {
    std::set<std::string> names;
    for (const raw::raw_case& one : raw::all_cases()) {
        BOOST_TEST(names.insert(one.name).second, "twice: " << one.name);
    }
    BOOST_TEST(names.size() >= 250U);
}

BOOST_AUTO_TEST_CASE(each_is_answered_as_the_rfc_says) {
    const auto any = [](const raw::raw_case&) { return true; };
    const auto whole = [](raw::server& server, const raw::raw_case& one) { return raw::run_case(server, one); };
    std::cout << run_all(any, whole) << " raw cases\n";
}

BOOST_AUTO_TEST_CASE(a_client_that_waits_for_100_gets_it) {
    std::cout << run_all(raw::has_dialogue, raw::run_dialogue) << " cases wait for a 100\n";
}

BOOST_AUTO_TEST_CASE(well_formed_ones_may_be_cut_anywhere) {
    std::size_t cuts = 0;
    const std::size_t count = run_all(is_valid, [&](raw::server& server, const raw::raw_case& one) {
        cuts += one.bytes.size() - 1;
        return raw::run_two_way_splits(server, one);
    });
    std::cout << count << " cases in " << cuts << " two-way splits\n";
}

BOOST_AUTO_TEST_CASE(well_formed_ones_may_come_octet_by_octet) {
    std::cout << run_all(is_valid, raw::run_octet_by_octet) << " cases octet by octet\n";
}

BOOST_AUTO_TEST_SUITE_END()
