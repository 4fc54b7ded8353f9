#include "api/client_state.hpp"
#include "api/part_sender.hpp"
#include "api/verdict.hpp"

#include <frameio/api/files.hpp>

#include <boost/system/system_error.hpp>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <utility>

namespace frameio::api {

namespace asio = boost::asio;

namespace {

[[noreturn]] void fail(const std::string& what, int reason = errno) {
    throw boost::system::system_error(reason, boost::system::system_category(), what);
}

class file_source final : public upload_source {
public:
    explicit file_source(const std::string& path) : path_(path), fd_(::open(path.c_str(), O_RDONLY | O_CLOEXEC)) {
        struct stat facts{};
        if (fd_ < 0 || ::fstat(fd_, &facts) != 0) {
            const int reason = errno;
            close();
            fail("cannot upload " + path, reason);
        }
        if (!S_ISREG(facts.st_mode)) {
            close();
            fail("cannot upload " + path + ": it is no file", EINVAL);
        }
        size_ = static_cast<std::uint64_t>(facts.st_size);
    }
    file_source(const file_source&) = delete;
    file_source& operator=(const file_source&) = delete;
    ~file_source() override {
        close();
    }

    std::uint64_t size() const override {
        return size_;
    }

    void read(std::uint64_t offset, std::span<char> to) override {
        while (!to.empty()) {
            const ssize_t count = ::pread(fd_, to.data(), to.size(), static_cast<off_t>(offset));
            if (count == 0) {
                fail(path_ + " became shorter while it was uploaded", EIO);
            }
            if (count < 0 && errno != EINTR) {
                fail("cannot read " + path_);
            }
            const std::size_t got = count > 0 ? static_cast<std::size_t>(count) : 0;
            to = to.subspan(got);
            offset += got;
        }
    }

private:
    void close() noexcept {
        if (fd_ >= 0) {
            ::close(fd_);
        }
    }

    std::string path_;
    int fd_;
    std::uint64_t size_ = 0;
};

class octet_source final : public upload_source {
public:
    explicit octet_source(std::string content) : content_(std::move(content)) {}

    std::uint64_t size() const override {
        return content_.size();
    }
    void read(std::uint64_t offset, std::span<char> to) override {
        content_.copy(to.data(), to.size(), offset);
    }

private:
    std::string content_;
};

constexpr operation whole{"upload", "POST", {}, 0, 0};

[[noreturn]] void give_up(const std::string& why, bool in_doubt) {
    verdict what = not_sent(errc::upload_failed, why, false);
    what.known.in_doubt = in_doubt;
    throw to_error(outgoing(whole, std::string()), std::move(what), 1);
}

/// One upload, from the creation of the file to its end.
class upload_run {
public:
    upload_run(caller by, upload_state wanted, std::shared_ptr<upload_source> source, upload_options options)
        : by_(std::move(by)),
          files_(by_),
          state_(std::move(wanted)),
          source_(std::move(source)),
          options_(std::move(options)) {}

    asio::awaitable<file> run() {
        if (!take_up()) {
            co_await create();
        }
        auto sender = std::make_shared<part_sender>(by_, state_, source_, options_);
        co_await part_sender::run(sender);
        if (options_.waits()) {
            co_await wait_until_complete();
        }
        file made = co_await files_.show(state_.account_id, state_.file_id);
        if (!options_.state_file().empty()) {
            std::remove(options_.state_file().c_str());
        }
        co_return made;
    }

private:
    /// Whether an earlier upload of the same is gone on with.
    bool take_up() {
        if (options_.state_file().empty()) {
            return false;
        }
        auto known = load_upload_state(options_.state_file());
        if (!known) {
            return false;
        }
        if (!known->is_of(state_)) {
            give_up(options_.state_file() + " is of another upload: remove it, or name another", false);
        }
        state_ = std::move(*known);
        return true;
    }

    asio::awaitable<void> create() {
        const new_local_upload wanted(state_.name, static_cast<std::int64_t>(state_.size));
        file made = co_await files_.create_local_upload(state_.account_id, state_.folder_id, wanted);
        state_.file_id = made.id;
        state_.media_type = made.media_type;
        try {
            state_.parts = parts_of(made, state_.size);
        } catch (const error& failure) {
            give_up(failure.what(), false);
        }
        if (!options_.state_file().empty()) {
            save(state_, options_.state_file());
        }
    }

    asio::awaitable<void> wait_until_complete() {
        clock& time = by_.client()->time();
        const clock::steady_time begin = time.steady();
        const clock::steady_time latest = by_.options().deadline().value_or(begin + std::chrono::minutes(10));
        std::chrono::milliseconds pause(500);
        for (;;) {
            const file_upload_status now = co_await files_.show_file_upload_status(state_.account_id, state_.file_id);
            if (now.upload_failed) {
                give_up("Frame.io could not use what was uploaded; upload it again", false);
            }
            if (now.upload_complete) {
                co_return;
            }
            if (time.steady() + pause > latest) {
                give_up(
                    "Frame.io has not put the parts together yet; file " + state_.file_id + " may still be complete",
                    true);
            }
            co_await sleep_until(time, time.steady() + pause);
            pause = std::min(pause * 2, std::chrono::milliseconds(5'000));
        }
    }

    caller by_;
    files::operations files_;
    upload_state state_;
    std::shared_ptr<upload_source> source_;
    upload_options options_;
};

asio::awaitable<file> upload(caller by, upload_state wanted, std::shared_ptr<upload_source> source,
                             upload_options options) {
    upload_run run(std::move(by), std::move(wanted), std::move(source), std::move(options));
    file made = co_await run.run();
    co_return made;
}

}  // namespace

std::shared_ptr<upload_source> upload_source::file(const std::string& path) {
    return std::make_shared<file_source>(path);
}

std::shared_ptr<upload_source> upload_source::octets(std::string content) {
    return std::make_shared<octet_source>(std::move(content));
}

asio::awaitable<file> client::upload(std::string_view account_id, std::string_view folder_id, std::string_view name,
                                     std::shared_ptr<upload_source> source, upload_options options) const {
    upload_state wanted;
    wanted.account_id = account_id;
    wanted.folder_id = folder_id;
    wanted.name = name;
    wanted.size = source->size();
    if (wanted.size == 0) {
        throw error(frameio::errc::invalid_argument, "there is nothing to upload: the source is empty");
    }
    return api::upload(by_, std::move(wanted), std::move(source), std::move(options));
}

asio::awaitable<file> client::upload(std::string_view account_id, std::string_view folder_id, const std::string& path,
                                     upload_options options) const {
    const std::string_view name = std::string_view(path).substr(path.find_last_of('/') + 1);
    return upload(account_id, folder_id, name, upload_source::file(path), std::move(options));
}

}  // namespace frameio::api
