#include <frameio/simulator.hpp>

#include <frameio/error.hpp>

#include "simulator/agenda.hpp"
#include "simulator/api.hpp"
#include "simulator/audit.hpp"
#include "simulator/clicks.hpp"
#include "simulator/console.hpp"
#include "simulator/demo.hpp"
#include "simulator/logins.hpp"
#include "simulator/media.hpp"
#include "simulator/registration.hpp"
#include "simulator/sender.hpp"
#include "simulator/web_server.hpp"
#include "support/waiting.hpp"

#include <boost/asio/ip/address.hpp>

#include <stdexcept>
#include <utility>

namespace frameio {

namespace asio = boost::asio;

namespace {

std::uint64_t fault_seed_of(const simulator_options& options) {
    return options.fault_seed ? *options.fault_seed : options.seed ? *options.seed : std::random_device()();
}

sim::json::value parse(std::string_view text) {
    boost::system::error_code failure;
    sim::json::value made = sim::json::parse(text, failure);
    if (failure) {
        throw error(errc::invalid_argument, "what the simulator is to have is no JSON: " + failure.message());
    }
    return made;
}

}  // namespace

class simulator::state {
public:
    state(const asio::any_io_executor& executor, simulator_options options)
        : options_(std::move(options)),
          time_(options_.time == nullptr ? system_clock() : *options_.time),
          world_(time_, options_.seed),
          demo_(options_.demo ? sim::add_demo(world_) : sim::add_least(world_)),
          token_(options_.token.empty() ? world_.new_secret(48) : options_.token),
          later_(time_, executor, options_.speed),
          logins_(world_),
          media_(world_, later_, {std::chrono::milliseconds(1'000), options_.transcode}),
          faults_(spec_, fault_seed_of(options_)),
          sender_(world_, later_, log_, faults_, executor),
          clicks_(world_, sender_, log_),
          limits_(time_, options_.rate_limits),
          api_(spec_, world_, limits_, [this](std::string_view token) { return logins_.user_of(token); }),
          console_({world_, log_, sender_, clicks_, faults_, logins_}),
          server_(executor, options_.host, options_.port,
                  [this](web::request asked) { return answer(std::move(asked)); }),
          url_("http://" + options_.host + ':' + std::to_string(server_.port())) {
        logins_.grant(token_, demo_.owner_id);
        api_.set_base_url(url_);
        world_.on_change([this](const sim::change& what) { happened(what); });
    }

    const std::string& url() const noexcept {
        return url_;
    }
    const std::string& token() const noexcept {
        return token_;
    }
    const sim::demo& found() const noexcept {
        return demo_;
    }
    std::uint64_t fault_seed() const noexcept {
        return faults_.seed();
    }
    sim::world& world() noexcept {
        return world_;
    }
    void stop() {
        server_.stop();
    }

    asio::awaitable<web::response> answer(web::request asked) {
        if (!is_ours(asked.header("Host"))) {
            co_return web::response::text(421, "this is not that host; ask for it by its address\n");
        }
        if (asked.path.starts_with("/v4/")) {
            web::response made = co_await answer_call(std::move(asked));
            co_return made;
        }
        if (auto made = logins_.answer(asked)) {
            co_return std::move(*made);
        }
        if (auto made = media_.answer(asked)) {
            co_return std::move(*made);
        }
        if (auto made = sim::console::page(asked)) {
            co_return std::move(*made);
        }
        if (asked.path.starts_with("/sim/")) {
            web::response made = co_await console_.answer(std::move(asked));
            co_return made;
        }
        co_return web::response::text(404, "there is nothing at " + asked.path + "\n");
    }

private:
    void happened(const sim::change& what) {
        sim::audit(world_, what);
        sender_.send(what);
        if (what.type == "file.created") {
            const sim::resource* const file = world_.find("file", what.resource_id);
            if (file != nullptr && !file->text("fetched_from").empty()) {
                media_.begin_fetch(file->id);
            }
        }
    }

    /// A page elsewhere may have its own name lead here (DNS rebinding), and would be as good as ours.
    bool is_ours(std::string_view host) const {
        const std::string_view name = host.substr(0, host.rfind(':'));
        boost::system::error_code failure;
        const bool is_v6 = name.starts_with('[') && name.ends_with(']');
        asio::ip::make_address(is_v6 ? name.substr(1, name.size() - 2) : name, failure);
        return !failure || name == "localhost" || name == options_.host;
    }

    asio::awaitable<web::response> answer_call(web::request asked) {
        const auto found = spec_.find(asked.method, asked.path);
        const bool is_known = found && found->what != nullptr;
        const sim::fault wrong = faults_.take(is_known ? found->what->id : std::string()).value_or(sim::fault());
        if (wrong.latency.count() > 0) {
            co_await sleep_until(time_, time_.steady() + wrong.latency);
        }
        web::response made;
        made.cut = wrong.cut_before || wrong.cut_after;
        if (wrong.cut_before) {
            co_return made;
        }
        if (wrong.status != 0) {
            co_return web::response::json(wrong.status, R"({"errors":[{"detail":"A fault, as asked for"}]})");
        }
        web::response done = api_.answer(asked);
        if (wrong.status_after != 0) {
            done = web::response::json(wrong.status_after, R"({"errors":[{"detail":"A fault, as asked for"}]})");
        }
        done.cut = made.cut;
        co_return done;
    }

    const simulator_options options_;
    clock& time_;
    const sim::spec spec_;
    sim::world world_;
    const sim::demo demo_;
    const std::string token_;
    sim::agenda later_;
    sim::delivery_log log_;
    sim::logins logins_;
    sim::media media_;
    sim::faults faults_;
    sim::sender sender_;
    sim::clicks clicks_;
    sim::rate_limits limits_;
    sim::api api_;
    sim::console console_;
    sim::web_server server_;
    const std::string url_;
};

simulator::simulator(asio::any_io_executor executor, simulator_options options)
    : state_(std::make_shared<state>(executor, std::move(options))) {}

simulator::~simulator() = default;

const std::string& simulator::url() const noexcept {
    return state_->url();
}

const std::string& simulator::token() const noexcept {
    return state_->token();
}

const std::string& simulator::account_id() const noexcept {
    return state_->found().account_id;
}

const std::string& simulator::workspace_id() const noexcept {
    return state_->found().workspace_id;
}

std::uint64_t simulator::fault_seed() const noexcept {
    return state_->fault_seed();
}

std::string simulator::snapshot() const {
    return sim::json::serialize(state_->world().snapshot());
}

void simulator::restore(std::string_view json) {
    try {
        state_->world().restore(parse(json));
    } catch (const std::invalid_argument& wrong) {
        throw error(errc::invalid_argument, wrong.what());
    }
}

void simulator::add(std::string_view json) {
    try {
        state_->world().add_all(parse(json));
    } catch (const std::invalid_argument& wrong) {
        throw error(errc::invalid_argument, wrong.what());
    }
}

void simulator::register_app(std::string_view manifest, const std::string& url, const std::string& webhook_secret,
                             const std::string& action_secret) {
    try {
        const sim::registration wanted(parse(manifest), url, webhook_secret, action_secret);
        wanted.apply(state_->world(), state_->found());
    } catch (const std::invalid_argument& wrong) {
        throw error(errc::invalid_argument, wrong.what());
    }
}

asio::awaitable<web::response> simulator::answer(web::request asked) {
    web::response made = co_await state_->answer(std::move(asked));
    co_return made;
}

void simulator::stop() {
    state_->stop();
}

}  // namespace frameio
