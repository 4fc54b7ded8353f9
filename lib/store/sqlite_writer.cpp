#include "store/sqlite_writer.hpp"

#include "store/engine.hpp"
#include "store/sqlite_lock.hpp"
#include "store/sqlite_schema.hpp"
#include "support/waiting.hpp"

#include <boost/system/system_error.hpp>

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <deque>
#include <exception>
#include <filesystem>
#include <mutex>
#include <optional>
#include <system_error>
#include <thread>
#include <utility>
#include <vector>

namespace frameio::store {

namespace asio = boost::asio;

namespace {

constexpr std::size_t most_together = 64;

// SQLite puts its log into the file when it has 4 MiB, and writes it from the start again, if nobody reads what is old.
constexpr std::uint64_t usual_log = std::uint64_t{16} << 20U;

}  // namespace

class sqlite_writer::room {
public:
    struct job {
        job(task work, effect how) : what(std::move(work)), changes(how == effect::changes) {}

        task what;
        bool changes;
        bool settled = false;  // whatever becomes of the others
        std::exception_ptr failure;
        std::shared_ptr<waiting> done = std::make_shared<waiting>();
    };

    room(const std::string& path, opening what_for, std::chrono::milliseconds patience)
        : path_(path), what_for_(what_for), patience_(patience) {
        if (what_for_ == opening::to_work) {
            lock_.emplace(path);
        }
        open();
        thread_ = std::thread([this] { work(); });
    }
    ~room() {
        {
            const std::lock_guard lock(mutex_);
            ending_ = true;
        }
        more_.notify_one();
        thread_.join();
    }
    room(const room&) = delete;
    room& operator=(const room&) = delete;

    std::uint64_t log_octets() const noexcept {
        return log_octets_.load(std::memory_order_relaxed);
    }

    void add(std::shared_ptr<job> one) {
        {
            const std::lock_guard lock(mutex_);
            waiting_.push_back(std::move(one));
        }
        more_.notify_one();
    }

private:
    using batch = std::vector<std::shared_ptr<job>>;

    void open() {
        if (what_for_ == opening::to_work) {
            open_to_work();
        } else {
            open_beside();
        }
    }

    void open_to_work() {
        database_.emplace(path_, sqlite_database::mode::create, patience_);
        prepare_connection(*database_);
        migrate(*database_);
    }

    void open_beside() {
        require_sqlite_file(path_);
        database_.emplace(path_, sqlite_database::mode::write, patience_);
        database_->execute("PRAGMA synchronous = FULL");
        check_schema(*database_);
    }

    void work() {
        for (batch all = next(); !all.empty(); all = next()) {
            try {
                carry_out(all);
            } catch (const store_error& failure) {
                fail(all, failure.what(), failure.in_doubt());
            } catch (const std::exception& failure) {
                fail(all, "the store " + path_ + ": " + failure.what(), true);
            }
            for (const auto& each : all) {
                each->done->tell();
            }
            tend_log();
        }
    }

    /// Empty at the end.
    batch next() {
        std::unique_lock lock(mutex_);
        more_.wait(lock, [this] { return ending_ || !waiting_.empty(); });
        batch taken;
        while (!waiting_.empty() && taken.size() < most_together) {
            taken.push_back(std::move(waiting_.front()));
            waiting_.pop_front();
        }
        return taken;
    }

    /// Throws if the store does not work.
    void carry_out(const batch& all) {
        if (!database_) {
            open();
        }
        begin(std::ranges::any_of(all, [](const auto& each) { return each->changes; }));
        if (try_all(all)) {
            commit();
            return;
        }
        // One of them is to blame: each for itself.
        for (const auto& each : all) {
            begin(each->changes);
            try {
                each->what(*database_);
            } catch (...) {
                each->failure = std::current_exception();
                each->settled = true;
                roll_back();
                continue;
            }
            commit();
            each->settled = true;
        }
    }

    void begin(bool changes) {
        database_->execute(changes ? "BEGIN IMMEDIATE" : "BEGIN");
    }

    bool try_all(const batch& all) {
        try {
            for (const auto& each : all) {
                each->what(*database_);
            }
            return true;
        } catch (...) {
            roll_back();
            return false;
        }
    }

    void roll_back() {
        if (database_->in_transaction()) {
            database_->execute("ROLLBACK");
        }
    }

    void commit() {
        try {
            database_->execute("COMMIT");
        } catch (const store_error& failure) {
            // What a failed fsync has left on the disk nobody knows, SQLite's own memory of it least of all.
            throw store_error(failure.what(), true);
        }
    }

    // Each has an exception of its own: they are on many threads.
    void fail(const batch& all, const std::string& what, bool in_doubt) {
        for (const auto& each : all) {
            if (!each->settled) {
                each->failure = std::make_exception_ptr(store_error(what, in_doubt));
            }
        }
        database_.reset();  // opened again for the next ones
    }

    // As soon as those are gone who read what is old, also when nothing is written any more.
    void tend_log() {
        if (what_for_ != opening::to_work || !database_) {
            return;
        }
        std::error_code unknown;
        const std::uintmax_t size = std::filesystem::file_size(path_ + "-wal", unknown);
        const bool is_usual = unknown || size <= usual_log;
        try {
            log_octets_.store(is_usual || database_->empty_log() ? 0 : size, std::memory_order_relaxed);
        } catch (const store_error&) {
            database_.reset();  // whoever comes next is told why
        }
    }

    const std::string path_;
    const opening what_for_;
    const std::chrono::milliseconds patience_;
    std::optional<sqlite_lock> lock_;
    std::optional<sqlite_database> database_;
    std::atomic<std::uint64_t> log_octets_{0};
    std::mutex mutex_;
    std::condition_variable more_;
    std::deque<std::shared_ptr<job>> waiting_;
    bool ending_ = false;
    std::thread thread_;
};

sqlite_writer::sqlite_writer(const std::string& path, opening what_for, std::chrono::milliseconds patience)
    : room_(std::make_unique<room>(path, what_for, patience)) {}

sqlite_writer::~sqlite_writer() = default;

std::uint64_t sqlite_writer::log_octets() const noexcept {
    return room_->log_octets();
}

asio::awaitable<void> sqlite_writer::perform(task what, effect how) {
    auto one = std::make_shared<room::job>(std::move(what), how);
    room_->add(one);
    const boost::system::error_code ended = co_await one->done->wait();
    if (ended) {
        throw boost::system::system_error(ended);
    }
    if (one->failure) {
        // Not to be left behind: the writer's thread may be the last one that has the job.
        std::rethrow_exception(std::exchange(one->failure, nullptr));
    }
}

}  // namespace frameio::store
