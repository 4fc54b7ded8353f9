#pragma once

/// @file
/// A store whose documents are sealed with one key, and are to come to another one.

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "auth/rotation.hpp"
#include "auth/vault.hpp"
#include "store/engines.hpp"
#include "store/passed_on.hpp"

namespace frameio_test {

/// A store in which somebody else is first.
class crowded final : public passed_on {
public:
    using passed_on::passed_on;

    /// Happens once, before the next token is written or removed.
    std::function<boost::asio::awaitable<void>()> meanwhile;

    boost::asio::awaitable<std::optional<std::uint64_t>> write(frameio::store::document what) override {
        co_await make_way(what.collection);
        auto version = co_await passed_on::write(std::move(what));
        co_return version;
    }
    boost::asio::awaitable<bool> erase(std::string collection, std::string key, std::uint64_t version) override {
        co_await make_way(collection);
        const bool is_gone = co_await passed_on::erase(std::move(collection), std::move(key), version);
        co_return is_gone;
    }

private:
    boost::asio::awaitable<void> make_way(const std::string& collection) {
        if (collection != "token" || !meanwhile) {
            co_return;
        }
        const auto once = std::exchange(meanwhile, nullptr);
        co_await once();
    }
};

struct rotated : stored {
    using document = frameio::store::document;
    using key_ring = frameio::auth::key_ring;
    using vault = frameio::auth::vault;

    const std::string before = frameio::auth::new_key();
    const std::string now = frameio::auth::new_key();
    const key_ring old_ring = ring_of(before);
    const key_ring new_ring = ring_of(now);
    const key_ring both = ring_of(now + "," + before);

    static key_ring ring_of(const std::string& keys) {
        return key_ring::parse(keys, "the test");
    }
    vault vault_with(const key_ring& keys) {
        return {std::shared_ptr<frameio::store::engine>(store.get(), [](auto*) {}), std::make_shared<key_ring>(keys)};
    }
    void keep(const key_ring& with, document what) {
        BOOST_TEST_REQUIRE(finish(vault_with(with).write(std::move(what))).has_value());
    }
    void keep_tokens(const key_ring& with, int from, int to) {
        for (int i = from; i < to; ++i) {
            keep(with, document("token", "user-" + std::to_string(i), "token-" + std::to_string(i)));
        }
    }
    /// What it has in clear.
    std::string text_of(const key_ring& with, const std::string& collection, const std::string& key) {
        return finish(vault_with(with).read(collection, key)).value().value;
    }
    document raw(const std::string& collection, const std::string& key) {
        return finish(store->read(collection, key)).value();
    }
    /// Somebody else changes one of its octets.
    document damage(const std::string& collection, const std::string& key, std::size_t from_its_end = 1) {
        document there = raw(collection, key);
        there.value[there.value.size() - from_its_end] ^= 1;
        BOOST_TEST_REQUIRE(finish(store->write(there)).has_value());
        return raw(collection, key);
    }
    frameio::auth::seal_survey look(const key_ring& with) {
        return finish(frameio::auth::survey(*store, with, 2));
    }
    frameio::auth::rotation_outcome change(const key_ring& to) {
        return finish(frameio::auth::rotate(*store, to, 2));
    }
};

}  // namespace frameio_test
