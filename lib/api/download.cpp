#include "api/client_state.hpp"
#include "api/partial_file.hpp"
#include "api/verdict.hpp"
#include "support/number.hpp"

#include <boost/asio/this_coro.hpp>

#include <algorithm>
#include <utility>

namespace frameio::api {

namespace asio = boost::asio;

namespace {

constexpr operation get_media{"download", "GET", {}, 0, 0};
constexpr unsigned most_redirects = 5;

/// "bytes 100-199/200": where the octets begin, and of how many.
struct content_range {
    std::uint64_t begin = 0;
    std::uint64_t total = 0;
};

std::optional<content_range> parse_range(std::string_view text) {
    constexpr std::string_view unit = "bytes ";
    const std::size_t dash = text.find('-');
    const std::size_t slash = text.find('/');
    if (!text.starts_with(unit) || dash == text.npos || slash == text.npos || dash > slash) {
        return std::nullopt;
    }
    const auto begin = parse_number<std::uint64_t>(text.substr(unit.size(), dash - unit.size()));
    const auto total = parse_number<std::uint64_t>(text.substr(slash + 1));
    if (!begin || !total) {
        return std::nullopt;
    }
    content_range range;
    range.begin = *begin;
    range.total = *total;
    return range;
}

/// Takes a response apart as it comes: octets of the medium go to the file, anything else stays with the response.
class media_sink final : public http::body_sink {
public:
    media_sink(partial_file& file, std::function<void(std::uint64_t)> on_octets)
        : file_(file), on_octets_(std::move(on_octets)) {}

    bool begin(const http::client_response& head) override {
        if (head.status == 206) {
            const auto range = parse_range(head.headers.find("content-range"));
            usable_ = range && range->begin == file_.size();
            total_ = range ? range->total : 0;
            return usable_;
        }
        if (head.status != 200) {
            return false;
        }
        file_.start_over(head.headers.find("etag"));
        total_ = parse_number<std::uint64_t>(head.headers.find("content-length")).value_or(0);
        return usable_ = true;
    }

    void write(std::string_view octets) override {
        file_.append(octets);
        on_octets_(total_);
    }

    /// Whether the response had octets for the file.
    bool usable() const noexcept {
        return usable_;
    }
    std::uint64_t total() const noexcept {
        return total_;
    }

private:
    partial_file& file_;
    std::function<void(std::uint64_t)> on_octets_;
    std::uint64_t total_ = 0;
    bool usable_ = false;
};

/// One download, from the first attempt to the last.
class download_run {
public:
    download_run(caller by, http::url from, const std::string& path, download_options options)
        : by_(std::move(by)),
          client_(*by_.client()),
          call_(get_media, std::string()),
          plan_(plan_for(by_, true)),
          from_(std::move(from)),
          file_(path),
          options_(std::move(options)) {}

    asio::awaitable<std::uint64_t> run() {
        begin_ = client_.time().steady();
        base_ = file_.size();
        for (;;) {
            plan_.attempt();
            const std::uint64_t before = file_.size();
            verdict what = co_await attempt();
            if (what.result) {
                co_return file_.finish();
            }
            if (file_.size() > before) {
                plan_ = plan_for(by_, true);  // it goes forward
                plan_.attempt();
            }
            const auto again = plan_.next(what.kind, client_.time().steady(), what.known.retry_after, client_.chance());
            if (!again) {
                throw to_error(call_, std::move(what), plan_.attempts());
            }
            co_await sleep_until(client_.time(), *again);
        }
    }

private:
    asio::awaitable<verdict> attempt() {
        http::url to = from_;
        for (unsigned redirects = 0;; ++redirects) {
            media_sink sink(file_, [this](std::uint64_t total) { report(total); });
            http::client_response got;
            try {
                got = co_await client_.transport().send(request(to), sink);
            } catch (const http::transport_error& lost) {
                co_return judge(call_, lost);
            }
            const std::string_view location = got.headers.find("location");
            if (got.status < 300 || got.status > 399 || location.empty() || redirects == most_redirects) {
                co_return judge_media(std::move(got), sink);
            }
            http::url next = to.resolve(location);
            if (to.is_https() && !next.is_https()) {
                co_return not_sent(errc::unexpected_answer, "redirected from https to http; not followed", false);
            }
            to = std::move(next);
        }
    }

    verdict judge_media(http::client_response got, const media_sink& sink) {
        const unsigned status = got.status;
        if (status == 416 && file_.size() != 0) {  // what is there is not a piece of what the server has
            file_.start_over({});
            return not_sent(errc::no_answer, "what was there before is of another file", true);
        }
        verdict what = judge(call_, std::move(got), client_.time().now());
        if (!what.result || (sink.usable() && (sink.total() == 0 || file_.size() == sink.total()))) {
            return what;
        }
        file_.start_over({});
        return not_sent(errc::no_answer, "a piece of another size than was asked for", true);
    }

    http::client_request request(const http::url& to) const {
        http::client_request made("GET", to);
        made.header("Accept", "*/*");
        made.header("Accept-Encoding", "identity");
        if (file_.size() != 0 && !file_.tag().empty()) {
            made.header("Range", "bytes=" + std::to_string(file_.size()) + '-');
            made.header("If-Range", file_.tag());
        }
        made.total_timeout = std::chrono::milliseconds(0);  // as long as it takes, while octets come
        made.stall_timeout = client_.options().timeout;
        made.deadline = by_.options().deadline();
        return made;
    }

    void report(std::uint64_t total) {
        if (!options_.progress()) {
            return;
        }
        transfer_progress now;
        now.done = file_.size();
        now.total = total;
        const std::chrono::duration<double> time = client_.time().steady() - begin_;
        const std::uint64_t here = now.done > base_ ? now.done - base_ : now.done;
        now.rate = time.count() > 0 ? static_cast<double>(here) / time.count() : 0;
        options_.progress()(now);
    }

    caller by_;
    client_state& client_;
    outgoing call_;
    retry_plan plan_;
    http::url from_;
    partial_file file_;
    download_options options_;
    clock::steady_time begin_{};
    std::uint64_t base_ = 0;
};

asio::awaitable<std::uint64_t> download(caller by, http::url from, std::string path, download_options options) {
    download_run run(std::move(by), std::move(from), path, std::move(options));
    const std::uint64_t size = co_await run.run();
    co_return size;
}

}  // namespace

asio::awaitable<std::uint64_t> client::download(std::string_view url, std::string_view path,
                                                download_options options) const {
    return api::download(by_, http::url::parse(url), std::string(path), std::move(options));
}

}  // namespace frameio::api
