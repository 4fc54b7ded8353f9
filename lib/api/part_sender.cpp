#include "api/part_sender.hpp"

#include "api/client_state.hpp"
#include "api/verdict.hpp"

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/strand.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/system/system_error.hpp>

#include <algorithm>
#include <utility>

namespace frameio::api {

namespace asio = boost::asio;

namespace {

constexpr operation put_part{"upload.part", "PUT", {}, 0, 0};

/// An address of a part that is plain http is only right where the API itself is.
http::url parse_part(const std::string& text, const http::url& base) {
    http::url to = http::url::parse(text);
    if (base.is_https() && !to.is_https()) {
        throw to_error(outgoing(put_part, std::string()),
                       not_sent(errc::upload_failed, "Frame.io gave an address that is not https", false), 1);
    }
    return to;
}

}  // namespace

/// The octets of one part, as they go.
class part_sender::part_body final : public http::body_source {
public:
    part_body(part_sender& owner, const upload_part& part) : owner_(owner), part_(part) {}
    part_body(const part_body&) = delete;
    part_body& operator=(const part_body&) = delete;
    ~part_body() override {
        owner_.done_ -= read_;  // of an attempt that failed; one that did not is counted with its part
    }

    std::uint64_t size() const override {
        return part_.size;
    }

    std::size_t read(std::uint64_t offset, std::span<char> to) override {
        owner_.done_ -= read_;
        read_ = offset;
        owner_.done_ += read_;
        const std::size_t count = std::min<std::size_t>(to.size(), part_.size - offset);
        owner_.source_->read(part_.offset + offset, to.first(count));
        read_ += count;
        owner_.sent(count);
        return count;
    }

private:
    part_sender& owner_;
    const upload_part& part_;
    std::uint64_t read_ = 0;
};

part_sender::part_sender(caller by, upload_state state, std::shared_ptr<upload_source> source, upload_options options)
    : by_(std::move(by)),
      state_(std::move(state)),
      source_(std::move(source)),
      options_(std::move(options)),
      base_(state_.octets_done()),
      done_(base_),
      begin_(by_.client()->time().steady()) {}

asio::awaitable<void> part_sender::run(std::shared_ptr<part_sender> self) {
    const asio::any_io_executor executor = co_await asio::this_coro::executor;
    const asio::any_io_executor strand = asio::make_strand(executor);
    asio::post(strand, [self, strand] { self->begin(strand); });
    const boost::system::error_code result = co_await self->over_->wait();
    if (result) {
        // Handlers and source are the caller's: nothing may use them when this has returned.
        co_await asio::this_coro::reset_cancellation_state(asio::disable_cancellation());
        asio::post(strand, [self] { self->cancel(); });
        co_await self->stopped_->wait();
        throw boost::system::system_error(result);
    }
    if (self->failure_) {
        std::rethrow_exception(self->failure_);
    }
}

void part_sender::begin(const asio::any_io_executor& strand) {
    const auto open = std::ranges::count(state_.parts, false, &upload_part::done);
    const std::size_t wanted = std::clamp<std::size_t>(options_.parallel(), 1, 64);
    running_ = std::min(wanted, static_cast<std::size_t>(open));
    if (running_ == 0) {
        ++running_;
        ended(nullptr);
        return;
    }
    for (std::size_t count = running_; count != 0; --count) {
        auto signal = signals_.emplace_back(std::make_shared<asio::cancellation_signal>());
        auto completion = [self = shared_from_this(), signal](std::exception_ptr failure) { self->ended(failure); };
        asio::co_spawn(strand, send_parts(shared_from_this()),
                       asio::bind_cancellation_slot(signal->slot(), std::move(completion)));
    }
}

void part_sender::ended(std::exception_ptr failure) {
    if (failure && !failure_) {
        failure_ = failure;
        cancel();
    }
    if (--running_ == 0) {
        over_->tell();
        stopped_->tell();
    }
}

void part_sender::cancel() {
    next_ = state_.parts.size();
    for (const auto& each : signals_) {
        each->emit(asio::cancellation_type::terminal);
    }
}

upload_part* part_sender::next() {
    while (next_ != state_.parts.size()) {
        upload_part& part = state_.parts[next_++];
        if (!part.done) {
            return &part;
        }
    }
    return nullptr;
}

asio::awaitable<void> part_sender::send_parts(std::shared_ptr<part_sender> self) {
    while (upload_part* const part = self->next()) {
        co_await self->send(*part);
        self->finished(*part);
    }
}

asio::awaitable<void> part_sender::send(upload_part& part) {
    client_state& client = *by_.client();
    const outgoing call(put_part, std::string());
    retry_plan plan = plan_for(by_, true);
    const http::url to = parse_part(part.url, client.base());
    for (;;) {
        plan.attempt();
        std::optional<verdict> what;
        try {
            part_body body(*this, part);
            http::client_request asked("PUT", to);
            asked.header("Content-Type", state_.media_type);
            asked.header("x-amz-acl", "private");
            asked.source = &body;
            asked.total_timeout = std::chrono::milliseconds(0);  // as long as a slow line needs, while octets go
            asked.stall_timeout = client.options().timeout;
            asked.deadline = by_.options().deadline();
            http::client_response got = co_await client.transport().send(std::move(asked));
            what = judge(call, std::move(got), client.time().now());
        } catch (const http::transport_error& lost) {
            what = judge(call, lost);
        }
        if (what->result) {
            co_return;
        }
        const auto again = plan.next(what->kind, client.time().steady(), what->known.retry_after, client.chance());
        client.log().info("a part of an upload failed", log_field("file", state_.file_id),
                          log_field("attempt", plan.attempts()), log_field("status", what->known.status),
                          log_field("again", again.has_value()));
        if (!again) {
            throw to_error(call, std::move(*what), plan.attempts());
        }
        co_await sleep_until(client.time(), *again);
    }
}

void part_sender::sent(std::uint64_t octets) {
    done_ += octets;
    if (!options_.progress()) {
        return;
    }
    transfer_progress now;
    now.done = done_;
    now.total = state_.size;
    const std::chrono::duration<double> time = by_.client()->time().steady() - begin_;
    now.rate = time.count() > 0 ? static_cast<double>(done_ - base_) / time.count() : 0;
    options_.progress()(now);
}

void part_sender::finished(upload_part& part) {
    part.done = true;
    done_ += part.size;
    if (!options_.state_file().empty()) {
        save(state_, options_.state_file());
    }
}

}  // namespace frameio::api
