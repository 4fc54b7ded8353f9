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
