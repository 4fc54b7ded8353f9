#include "testing/mortal_engine.hpp"

#include <utility>

namespace frameio::testing {

namespace asio = boost::asio;
using asio::awaitable;

void mortal_engine::on_change(std::function<void()> told) {
    inner_->on_change(std::move(told));
}

awaitable<store::admission> mortal_engine::admit(store::arrival what) {
    const std::string name = what.event.type + " is stored";
    co_await fuse_.pass("before " + name);
    store::admission made = co_await inner_->admit(std::move(what));
    co_await fuse_.pass("after " + name);
    co_return made;
}

awaitable<void> mortal_engine::acknowledge(std::vector<store::event_id> which) {
    co_await fuse_.pass("before the store knows what was acknowledged");
    co_await inner_->acknowledge(std::move(which));
}

awaitable<std::vector<store::work>> mortal_engine::claim(store::claim_request wanted) {
    std::vector<store::work> taken = co_await inner_->claim(std::move(wanted));
    if (!taken.empty()) {
        co_await fuse_.pass("after " + taken.front().event.type + " is taken to be run");
    }
    co_return taken;
}

awaitable<std::vector<store::lease>> mortal_engine::renew(std::vector<store::lease> held,
                                                          std::chrono::milliseconds term) {
    std::vector<store::lease> lost = co_await inner_->renew(std::move(held), term);
    co_return lost;
}

awaitable<void> mortal_engine::give_back(std::vector<store::lease> held) {
    co_await inner_->give_back(std::move(held));
}

awaitable<bool> mortal_engine::finish(store::lease held, store::outcome how) {
    const std::string name = "it is stored that the run is over";
    co_await fuse_.pass("before " + name);
    const bool done = co_await inner_->finish(held, std::move(how));
    co_await fuse_.pass("after " + name);
    co_return done;
}

awaitable<std::optional<store::wall_time>> mortal_engine::next_due() {
    const auto found = co_await inner_->next_due();
    co_return found;
}

awaitable<std::size_t> mortal_engine::waiting(std::size_t most) {
    const std::size_t found = co_await inner_->waiting(most);
    co_return found;
}

awaitable<std::vector<store::event_id>> mortal_engine::interaction(std::string route, std::string id) {
    auto found = co_await inner_->interaction(std::move(route), std::move(id));
    co_return found;
}

awaitable<bool> mortal_engine::record(store::lease held, store::step what) {
    const std::string name = (what.ended ? "the outcome of " : "the intent of ") + what.what + " is stored";
    co_await fuse_.pass("before " + name);
    const bool done = co_await inner_->record(held, std::move(what));
    co_await fuse_.pass("after " + name);
    co_return done;
}

awaitable<std::vector<store::step>> mortal_engine::steps(store::event_id of) {
    auto found = co_await inner_->steps(of);
    co_return found;
}

awaitable<std::vector<store::event_summary>> mortal_engine::list(store::list_query wanted) {
    auto found = co_await inner_->list(std::move(wanted));
    co_return found;
}

awaitable<std::optional<store::event_details>> mortal_engine::find(store::event_id which) {
    auto found = co_await inner_->find(which);
    co_return found;
}

awaitable<store::event_counts> mortal_engine::count() {
    const store::event_counts found = co_await inner_->count();
    co_return found;
}

awaitable<bool> mortal_engine::redrive(store::event_id which) {
    const bool done = co_await inner_->redrive(which);
    co_return done;
}

awaitable<bool> mortal_engine::resolve(store::event_id which, std::string reason) {
    const bool done = co_await inner_->resolve(which, std::move(reason));
    co_return done;
}

awaitable<bool> mortal_engine::park(store::event_id which, std::string reason) {
    const bool done = co_await inner_->park(which, std::move(reason));
    co_return done;
}

awaitable<std::optional<store::document>> mortal_engine::read(std::string collection, std::string key) {
    auto found = co_await inner_->read(std::move(collection), std::move(key));
    co_return found;
}

awaitable<std::optional<std::uint64_t>> mortal_engine::write(store::document what) {
    const std::string name = "a document of \"" + what.collection + "\" is stored";
    co_await fuse_.pass("before " + name);
    const auto version = co_await inner_->write(std::move(what));
    co_await fuse_.pass("after " + name);
    co_return version;
}

awaitable<bool> mortal_engine::erase(std::string collection, std::string key, std::uint64_t version) {
    const std::string name = "a document of \"" + collection + "\" is removed";
    co_await fuse_.pass("before " + name);
    const bool done = co_await inner_->erase(std::move(collection), std::move(key), version);
    co_await fuse_.pass("after " + name);
    co_return done;
}

awaitable<std::vector<store::document>> mortal_engine::documents(std::string collection, std::string after,
                                                                 std::size_t most) {
    auto found = co_await inner_->documents(std::move(collection), std::move(after), most);
    co_return found;
}

awaitable<std::uint64_t> mortal_engine::change_count(std::string collection) {
    const std::uint64_t found = co_await inner_->change_count(std::move(collection));
    co_return found;
}

awaitable<std::size_t> mortal_engine::trim(store::wall_time before, std::size_t most, store::wall_time now) {
    const std::size_t done = co_await inner_->trim(before, most, now);
    co_return done;
}

awaitable<std::size_t> mortal_engine::bring_forward() {
    const std::size_t done = co_await inner_->bring_forward();
    co_return done;
}

}  // namespace frameio::testing
