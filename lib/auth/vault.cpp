#include "auth/vault.hpp"

#include <frameio/error.hpp>

#include <algorithm>
#include <iterator>
#include <utility>

namespace frameio::auth {

namespace asio = boost::asio;

namespace {

// The length keeps "a" "bc" and "ab" "c" apart.
std::string name_of(const store::document& what) {
    return std::to_string(what.collection.size()) + ":" + what.collection + ":" + what.key;
}

/// What is not listed would be forgotten when the keys change, and be lost with the old one.
void require_listed(const std::string& collection) {
    if (std::ranges::find(sealed_collections, collection) == std::end(sealed_collections)) {
        throw error(errc::invalid_argument, "the collection \"" + collection + "\" is not among sealed_collections");
    }
}

}  // namespace

void seal(const key_ring& with, store::document& what) {
    what.value = with.seal(what.value, name_of(what));
}

void open(const key_ring& with, store::document& what) {
    try {
        what.value = with.open(what.value, name_of(what));
    } catch (const error& failure) {
        throw error(
            static_cast<errc>(failure.code().value()),
            "the document \"" + what.key + "\" of \"" + what.collection + "\" cannot be read: " + failure.what());
    }
}

asio::awaitable<std::optional<store::document>> vault::read(std::string collection, std::string key) const {
    std::optional<document> found = co_await store_->read(std::move(collection), std::move(key));
    if (found) {
        open(*keys_, *found);
    }
    co_return found;
}

asio::awaitable<std::optional<std::uint64_t>> vault::write(document what) const {
    require_listed(what.collection);
    seal(*keys_, what);
    return store_->write(std::move(what));
}

asio::awaitable<bool> vault::erase(std::string collection, std::string key, std::uint64_t version) const {
    return store_->erase(std::move(collection), std::move(key), version);
}

/// Whether it has the same value, and perhaps another version.
asio::awaitable<bool> vault::find_again(document& seen) const {
    const auto there = co_await read(seen.collection, seen.key);
    if (!there || there->value != seen.value || there->version == seen.version) {
        co_return false;
    }
    seen.version = there->version;
    co_return true;
}

asio::awaitable<std::optional<std::uint64_t>> vault::replace(document seen, std::string value) const {
    for (;;) {
        document fresh = seen;
        fresh.value = value;
        const auto version = co_await write(std::move(fresh));
        if (version) {
            co_return version;
        }
        const bool is_same = co_await find_again(seen);
        if (!is_same) {
            co_return std::nullopt;
        }
    }
}

asio::awaitable<bool> vault::remove(document seen) const {
    for (;;) {
        const bool is_gone = co_await erase(seen.collection, seen.key, seen.version);
        if (is_gone) {
            co_return true;
        }
        const bool is_same = co_await find_again(seen);
        if (!is_same) {
            co_return false;
        }
    }
}

asio::awaitable<std::vector<store::document>> vault::documents(std::string collection, std::string after,
                                                               std::size_t most) const {
    std::vector<document> found = co_await store_->documents(std::move(collection), std::move(after), most);
    for (document& each : found) {
        open(*keys_, each);
    }
    co_return found;
}

asio::awaitable<std::uint64_t> vault::change_count(std::string collection) const {
    return store_->change_count(std::move(collection));
}

}  // namespace frameio::auth
