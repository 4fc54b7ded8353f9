// What .ci/coro_lint must find, and what it must let pass. A line that it must find ends in a comment that says as
// what. It is parsed, never compiled or run.

#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

namespace asio = boost::asio;

namespace {

struct options {
    std::string name;
    std::string value;
};

struct numbers {
    int first;
    int second;
};

class request {
public:
    explicit request(std::string name) : name_(std::move(name)) {}
    request named(std::string name) && {
        name_ = std::move(name);
        return std::move(*this);
    }

private:
    std::string name_;
};

asio::awaitable<bool> ready();
asio::awaitable<int> count();
asio::awaitable<std::string> text();
asio::awaitable<std::tuple<int, std::string>> both();
asio::awaitable<std::vector<int>> several();
asio::awaitable<void> send(options what);
asio::awaitable<void> send_number(numbers what);
asio::awaitable<void> send_request(request what);
asio::awaitable<void> send_text(std::string what);
asio::awaitable<void> send_all(std::vector<std::string> all);
asio::awaitable<void> call(std::function<void()> what);
options make_options();

asio::awaitable<void> conditions() {
    if (co_await ready()) {  // bad: condition
        co_return;
    }
    while (co_await ready()) {  // bad: condition
    }
    do {
    } while (!co_await ready());  // bad: condition
    for (int round = 0; co_await ready(); ++round) {  // bad: condition
    }
    switch (co_await count()) {  // bad: condition
        default:
            break;
    }
    if (bool open = true; open && co_await ready()) {  // bad: condition
        co_return;
    }
    if (auto open = co_await ready(); open) {
        co_return;
    }
    const bool open = co_await ready();
    if (open) {
        co_return;
    }
    for (const int each : co_await several()) {
        static_cast<void>(each);
    }
}

asio::awaitable<void> aggregates(std::string name) {
    co_await send({.name = name, .value = ""});                // bad: aggregate
    co_await send(options{name, ""});                          // bad: aggregate
    co_await send(options{});                                  // bad: aggregate
    co_await send(std::move(options{name}));                   // bad: aggregate
    co_await send(*std::make_unique<options>(options{name}));  // bad: aggregate
    options filled{.name = co_await text()};                   // bad: aggregate
    std::vector<options> list;
    list.push_back({.name = co_await text()});                            // bad: aggregate
    list.push_back(options{co_await text()});                             // bad: aggregate
    auto owned = std::unique_ptr<options>(new options{co_await text()});  // bad: aggregate
    std::optional<options> maybe = options{co_await text()};              // bad: aggregate
    co_await send(std::move(filled));
    options local{name, ""};
    co_await send(std::move(local));
    co_await send(make_options());
    co_await send(options());
    co_await send_number({1, 2});
    co_await send_request(request(name).named("x"));
    co_await send_request(request{name});
    list.push_back({.name = name});
    const auto later = [name]() -> asio::awaitable<void> {
        options inner{name};
        co_await send(std::move(inner));
    };
    co_await later();
}

asio::awaitable<void> lists(std::string name) {
    co_await send_all({name, name});                    // bad: list
    co_await send_all(std::vector<std::string>{name});  // bad: list
    std::vector<std::string> all{name, name};
    co_await send_all(std::move(all));
}

asio::awaitable<void> lambdas(std::string name) {
    co_await call([name] {});                                     // bad: lambda
    co_await call([copy = name] {});                              // bad: lambda
    co_await [name]() -> asio::awaitable<void> { co_return; }();  // bad: lambda
    asio::co_spawn(
        co_await asio::this_coro::executor, [name]() -> asio::awaitable<void> { co_return; },  // bad: lambda
        asio::detached);
    auto held = [got = co_await text()] {};  // bad: lambda
    auto got = co_await text();
    auto holds = [got] {};
    held();
    auto task = [name] {};
    co_await call(std::move(task));
    co_await call([] {});
    co_await call([&name] {});
    const auto executor = co_await asio::this_coro::executor;
    asio::co_spawn(executor, [name]() -> asio::awaitable<void> { co_await send_text(name); }, asio::detached);
}

asio::awaitable<void> choices(bool first, std::string name) {
    co_await send_text(first ? name : "other");        // bad: choice
    auto got = first ? co_await text() : name;         // bad: choice
    auto number = first ? co_await count() : 0;        // bad: choice
    co_await send_text(first ? name : std::string());  // bad: choice
    const std::string chosen = first ? name : "other";
    co_await send_text(chosen);
    static_cast<void>(got);
    static_cast<void>(number);
}

asio::awaitable<void> bindings() {
    auto [number, name] = co_await both();  // bad: binding
    auto result = co_await both();
    auto& [second, other] = result;
    static_cast<void>(number);
    static_cast<void>(second);
}

template <class T>
asio::awaitable<void> in_a_template(T value) {
    if (co_await value.ready()) {  // bad: condition
        co_return;
    }
    co_await send(options{value.name});  // bad: aggregate
}

struct thing {
    std::string name;
    asio::awaitable<bool> ready();
};

}  // namespace

void keep_all(std::string name) {
    static_cast<void>(in_a_template(thing{name}));
    static_cast<void>(conditions());
    static_cast<void>(aggregates(name));
    static_cast<void>(lists(name));
    static_cast<void>(lambdas(name));
    static_cast<void>(choices(true, name));
    static_cast<void>(bindings());
}
