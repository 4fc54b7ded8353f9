#include "install/installations.hpp"

#include <utility>

namespace frameio::install {

namespace asio = boost::asio;

asio::awaitable<std::optional<record>> installations::find(tenant where) const {
    const auto found = co_await vault_.read(collection, where.key());
    if (!found) {
        co_return std::nullopt;
    }
    co_return record_of(found->value);
}

asio::awaitable<std::vector<record>> installations::list(std::string after, std::size_t most) const {
    const std::vector<store::document> found = co_await vault_.documents(collection, std::move(after), most);
    std::vector<record> made;
    made.reserve(found.size());
    for (const store::document& each : found) {
        made.push_back(record_of(each.value));
    }
    co_return made;
}

asio::awaitable<std::uint64_t> installations::change_count() const {
    const std::uint64_t found = co_await vault_.change_count(collection);
    co_return found;
}

}  // namespace frameio::install
