#include "server/server_state.hpp"

#include "http/tls.hpp"
#include "server/identity_setup.hpp"
#include "server/install_setup.hpp"
#include "store/event_id.hpp"
#include "store/open.hpp"

#include <boost/asio/associated_cancellation_slot.hpp>
#include <boost/asio/associated_executor.hpp>
#include <boost/asio/cancellation_type.hpp>
#include <boost/asio/dispatch.hpp>
#include <boost/asio/error.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/strand.hpp>

#include <unistd.h>

#include <fmt/format.h>

#include <algorithm>
#include <thread>
#include <utility>

namespace frameio {
namespace {

namespace asio = boost::asio;

std::size_t lanes_wanted(const server_options& options) {
    return options.lanes != 0 ? options.lanes : std::max<std::size_t>(std::thread::hardware_concurrency(), 1);
}

}  // namespace

server::state::state(asio::any_io_executor executor, std::shared_ptr<app_state> app, server_options options,
                     std::shared_ptr<store::engine> opened)
    : options_(std::move(options)),
      site_(std::make_shared<site>(std::move(app), options_.path)),
      end_(executor, asio::steady_timer::time_point::max()),
      lasts_(opened != nullptr || !store::is_transient(options_.store)) {
    prepare();
    for (std::size_t i = 0; i < lanes_wanted(options_); ++i) {
        lanes_.push_back(std::make_shared<http::lane>(asio::any_io_executor(asio::make_strand(executor)), setup_));
    }
    listen();
    open_store(std::move(opened));
}

server::state::state(const std::vector<std::unique_ptr<asio::io_context>>& loops, std::shared_ptr<app_state> app,
                     server_options options)
    : options_(std::move(options)),
      site_(std::make_shared<site>(std::move(app), options_.path)),
      end_(*loops.front(), asio::steady_timer::time_point::max()),
      lasts_(!store::is_transient(options_.store)),
      own_loops_(true) {
    prepare();
    for (const auto& loop : loops) {
        lanes_.push_back(std::make_shared<http::lane>(asio::any_io_executor(loop->get_executor()), setup_));
    }
    listen();
    open_store(nullptr);
}

server::state::~state() {
    site_->app().take_identity_back(identity_.get());
    if (engine_) {
        engine_->on_change(nullptr);  // while this owns the lanes: the engine's thread is not the last to have one
    }
}

void socket_files::remove() {
    for (const std::string& path : paths_) {
        ::unlink(path.c_str());
    }
    paths_.clear();
}

namespace {

/// An interaction that is forgotten before its form comes back would begin anew.
void check_retention(const app_state& app, const server_options& options) {
    for (const action_route& each : app.actions) {
        if (!store::is_transient(options.store) && each.what.closes_after() > options.retention) {
            throw configuration_error({fmt::format(
                "the forms of the action \"{}\" close after {} min, but events are forgotten {} h after they are done; "
                "keep them for longer",
                each.what.event_name(), each.what.closes_after().count(), options.retention.count())});
        }
    }
}

}  // namespace

// Mistakes of the app and of the options are reported together.
void server::state::prepare() {
    std::vector<std::string> problems;
    const auto collect = [&](auto&& work) {
        try {
            work();
        } catch (const configuration_error& wrong) {
            problems.insert(problems.end(), wrong.problems().begin(), wrong.problems().end());
        } catch (const error& wrong) {
            problems.emplace_back(wrong.what());
        }
    };
    collect([&] { site_->app().prepare(); });
    collect([&] { check(options_); });
    collect([&] { check_retention(site_->app(), options_); });
    for (const std::string& text : options_.listen) {
        collect([&] { addresses_.push_back(http::parse_address(text)); });
    }
    if (site_->app().oauth) {
        collect([&] { check_public_url(options_, addresses_); });
        collect([&] { keys_ = keys_for(options_, lasts_, site_->app().log); });
        collect([&] { check_paths(site_->app(), options_); });
    }
    if (site_->app().install) {
        collect([&] { stylesheet_ = read_stylesheet(*site_->app().install); });
        tell_of_given_secrets(site_->app());
        if (!lasts_) {
            site_->app().log.warning(
                "what admins install is kept in memory only: with the program, the secrets of what Frame.io has are "
                "gone; keep it in a --store");
        }
    }
    std::shared_ptr<http::tls_context> tls;
    if (!options_.tls_certificate.empty() && !options_.tls_key.empty()) {
        collect([&] { tls = std::make_shared<http::tls_context>(options_.tls_certificate, options_.tls_key); });
    }
    if (!problems.empty()) {
        throw configuration_error(std::move(problems));
    }
    setup_ = std::make_shared<http::lane_setup>();
    setup_->limits = options_.limits;
    setup_->service = site_;
    setup_->time = site_->app().time;
    setup_->log = site_->app().log;
    setup_->tls = std::move(tls);
}

// Where nothing lasts, the app's own store has the actions: a retry may come to another server of the app.
// Last, so that a mistake elsewhere leaves no file behind.
void server::state::open_store(std::shared_ptr<store::engine> opened) {
    store_setup setup;
    setup.app = site_->app_shared();
    clock& time = *setup.app->time;
    setup.lasts = lasts_;
    try {
        setup.engine = opened        ? std::move(opened)
                       : setup.lasts ? store::open(options_.store, time)
                                     : setup.app->own_store();
    } catch (const store::store_error& wrong) {
        throw configuration_error({wrong.what()});
    }
    setup.limits = std::make_shared<delivery::route_limits>(setup.app->concurrency());
    setup.owner = store::event_id::make(time.now()).text();
    setup.runs = options_.store_runs;
    setup.lease = options_.lease;
    setup.role = options_.role;
    setup.room = std::make_shared<delivery::backlog>(options_.inbox);
    setup.most_actions = options_.store_runs + options_.limits.running;
    for (const auto& lane : lanes_) {
        store_lanes_.push_back(std::make_shared<store_lane>(setup, lane->executor(), store_lanes_.size()));
    }
    engine_ = setup.engine;
    engine_->on_change([lanes = std::vector<std::weak_ptr<store_lane>>(store_lanes_.begin(), store_lanes_.end())] {
        for (const auto& each : lanes) {
            if (const auto lane = each.lock()) {
                lane->wake();
            }
        }
    });
    const std::chrono::minutes retention = setup.lasts ? options_.retention : setup.app->own_retention();
    housekeeping_ = std::make_shared<housekeeping>(setup.engine, time, setup.app->log, retention);
    if (setup.lasts) {
        store_watch_ = std::make_shared<store_watch>(setup.engine, time, setup.app->log, setup.room);
    }
    site_->use_store(store_lanes_, setup.room, options_.role);
    if (setup.app->oauth) {
        open_pages();
    }
}

void server::state::open_pages() {
    const std::shared_ptr<app_state>& app = site_->app_shared();
    const std::string url = public_url_of(options_, endpoints_.front(), is_tls());
    identity_ = make_identity(app, engine_, keys_, url);
    app->use_identity(identity_);
    std::vector<std::shared_ptr<web::pages>> pages{identity_};
    if (app->install) {
        install_setup installs =
            make_installs({app, engine_, std::move(keys_), identity_, url + options_.path, std::move(stylesheet_)});
        desk_ = std::move(installs.desk);
        logins_ = std::move(installs.logins);
        pages.push_back(std::move(installs.pages));
    }
    site_->use_pages(pages_of(std::move(pages), app, url));
}

void server::state::listen() {
    setup_->limits.connections = std::max<std::size_t>(setup_->limits.connections / lanes_.size(), 1);
    for (http::address where : addresses_) {
        const bool each_its_own = own_loops_ && !where.is_unix() && lanes_.size() > 1;
        if (!each_its_own) {
            add_listener(where, lanes_, false);
            continue;
        }
        for (const auto& lane : lanes_) {
            add_listener(where, {lane}, true);
            // The first socket chooses the port, if it is 0; the others join it there.
            where = http::parse_address(endpoints_.back().to_string());
            if (&lane != &lanes_.back()) {
                endpoints_.pop_back();
            }
        }
    }
}

void server::state::add_listener(const http::address& where, std::vector<std::shared_ptr<http::lane>> lanes,
                                 bool shared) {
    const int fd = http::listen_on(where, shared);
    const http::bound_address bound = http::bound_to(fd);
    listener_executors_.push_back(lanes.front()->executor());
    listeners_.push_back(std::make_shared<http::listener>(fd, std::move(lanes)));
    endpoints_.emplace_back(bound.host, bound.port);
    if (where.is_unix()) {
        files_.add(bound.host);
    }
}

asio::any_io_executor server::state::control() const {
    return lanes_.front()->executor();
}

void server::state::on_lane(const std::shared_ptr<http::lane>& lane, std::function<void(http::lane&)> work) {
    asio::post(lane->executor(), [lane, work = std::move(work)] { work(*lane); });
}

void server::state::on_store_lane(const std::shared_ptr<store_lane>& lane, std::function<void(store_lane&)> work) {
    asio::post(lane->executor(), [lane, work = std::move(work)] { work(*lane); });
}

// For those who live on other executors, and may outlive this.
std::function<void()> server::state::on_control(void (state::*member)()) {
    return [weak = weak_from_this(), member] {
        if (const auto self = weak.lock()) {
            asio::post(self->control(), [self, member] { ((*self).*member)(); });
        }
    };
}

void server::state::start(run_completion done) {
    if (auto slot = asio::get_associated_cancellation_slot(done); slot.is_connected()) {
        slot.assign([weak = weak_from_this()](asio::cancellation_type type) {
            const auto self = weak.lock();
            if (self && (type & asio::cancellation_type::terminal) != asio::cancellation_type::none &&
                (type & (asio::cancellation_type::partial | asio::cancellation_type::total)) ==
                    asio::cancellation_type::none) {
                self->stop_now();
            } else if (self) {
                self->drain();
            }
        });
    }
    asio::post(control(),
               [self = shared_from_this(), done = std::move(done)]() mutable { self->begin(std::move(done)); });
}

void server::state::begin(run_completion done) {
    // The wait belongs to the executor's context. If that ends before the server does, it takes the completion with it,
    // and with that the coroutine that may own the server.
    end_.async_wait([self = shared_from_this(), done = std::move(done)](boost::system::error_code) mutable {
        // The slot stays as it is: this is not the thread that may touch it, and what it holds is weak.
        auto executor = asio::get_associated_executor(done, self->control());
        asio::dispatch(executor,
                       [done = std::move(done), result = self->result_]() mutable { std::move(done)(result); });
    });
    if (std::exchange(started_, true) || ending_) {
        return;
    }
    for (const auto& lane : lanes_) {
        on_lane(lane, [](http::lane& here) { here.start(); });
    }
    for (const auto& lane : store_lanes_) {
        on_store_lane(lane, [](store_lane& here) { here.start(); });
    }
    housekeeping_->start(control());
    if (store_watch_) {
        store_watch_->start(control());
    }
    if (desk_) {
        desk_->start(control());
    }
    if (logins_) {
        logins_->start(control());
    }
    for (std::size_t i = 0; i < listeners_.size(); ++i) {
        asio::post(listener_executors_[i], [listener = listeners_[i]] { listener->start(); });
    }
}

void server::state::drain() {
    site_->drain();
    asio::post(control(), [self = shared_from_this()] { self->begin_drain(); });
}

void server::state::stop_now() {
    asio::post(control(), [self = shared_from_this()] { self->end(asio::error::operation_aborted); });
}

void server::state::stop_listeners() {
    files_.remove();  // as long as we listen, they are ours
    for (std::size_t i = 0; i < listeners_.size(); ++i) {
        if (listener_executors_[i] == control()) {
            listeners_[i]->stop();  // now, so that what it accepts last reaches its lane before what ends that
        } else {
            asio::post(listener_executors_[i], [listener = listeners_[i]] { listener->stop(); });
        }
    }
}

void server::state::begin_drain() {
    if (std::exchange(draining_, true) || ending_) {
        return;
    }
    if (!started_) {
        end({});
        return;
    }
    stop_listeners();
    stop_installing();
    not_drained_ = lanes_.size() + store_lanes_.size();
    const std::function<void()> drained = on_control(&state::one_drained);
    for (const auto& lane : lanes_) {
        on_lane(lane, [drained](http::lane& here) { here.drain(drained); });
    }
    for (const auto& lane : store_lanes_) {
        on_store_lane(lane, [drained](store_lane& here) { here.drain(drained); });
    }
    const auto deadline = setup_->time->steady() + options_.grace;
    grace_ = setup_->time->every(control(), options_.grace, [weak = weak_from_this(), deadline] {
        if (const auto self = weak.lock(); self && self->setup_->time->steady() >= deadline) {
            self->end(asio::error::timed_out);
        }
    });
}

void server::state::one_drained() {
    if (--not_drained_ == 0) {
        end_renewals();
    }
}

// Also such as nobody waits for any more: a login is lost if what Adobe has given for it is not stored.
void server::state::end_renewals() {
    if (identity_) {
        identity_->tokens()->close(on_control(&state::end_drained));
    } else {
        end_drained();
    }
}

void server::state::end_drained() {
    end({});
}

// What is interrupted goes on at the next start.
void server::state::stop_installing() {
    if (desk_) {
        desk_->stop();
    }
    if (logins_) {
        logins_->stop();
    }
}

void server::state::stop_looking() {
    housekeeping_->stop();
    stop_installing();
    if (store_watch_) {
        store_watch_->stop();
    }
}

void server::state::end(boost::system::error_code result) {
    if (std::exchange(ending_, true)) {
        return;
    }
    result_ = result;
    site_->drain();
    stop_listeners();
    stop_looking();
    not_stopped_ = lanes_.size() + store_lanes_.size();
    for (const auto& lane : lanes_) {
        on_lane(lane, [self = shared_from_this()](http::lane& here) {
            here.stop();
            asio::post(self->control(), [self] { self->one_stopped(); });
        });
    }
    for (const auto& lane : store_lanes_) {
        on_store_lane(lane, [self = shared_from_this()](store_lane& here) {
            here.stop([self] { asio::post(self->control(), [self] { self->one_stopped(); }); });
        });
    }
}

void server::state::one_stopped() {
    if (--not_stopped_ != 0) {
        return;
    }
    grace_.reset();
    completed_ = true;
    end_.expires_at(asio::steady_timer::time_point::min());
}

void server::state::abandon() {
    if (std::exchange(completed_, true)) {
        return;
    }
    grace_.reset();
    files_.remove();
    for (const auto& listener : listeners_) {
        listener->stop();
    }
    for (const auto& lane : lanes_) {
        lane->stop();
    }
    for (const auto& lane : store_lanes_) {
        lane->abandon();
    }
    stop_looking();
}

void server::state::reload_certificate() {
    if (setup_->tls != nullptr) {
        setup_->tls->reload();
    }
}

server_counters server::state::counters() const {
    server_counters total;
    for (const auto& lane : lanes_) {
        const http::lane_counters& counted = lane->counters();
        total.connections += counted.connections.value();
        total.open_connections += counted.open.value();
        total.requests += counted.requests.value();
        total.running += counted.running.value();
        total.late += counted.late.value();
    }
    delivery_counters deliveries;
    site_->app().sum(deliveries);
    total.accepted = deliveries.accepted;
    total.stored = deliveries.stored;
    total.ignored = deliveries.ignored;
    total.repeated = deliveries.repeated;
    total.rejected = deliveries.rejected;
    total.failed = deliveries.failed;
    total.store_log = engine_->log_octets();
    return total;
}

}  // namespace frameio
