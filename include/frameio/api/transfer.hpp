#pragma once

/// @file
/// Media in and out: uploads in parts, and downloads, both of which can be taken up again.

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <utility>

namespace frameio::api {

/// How far a transfer is. `rate` is in octets per second, since this call began.
struct transfer_progress {
    std::uint64_t done = 0;
    std::uint64_t total = 0;  ///< 0: not known
    double rate = 0;
};

/// Called as octets go, on the transfer's strand: never twice at the same time. What it throws ends the transfer.
using progress_handler = std::function<void(const transfer_progress&)>;

/// What is uploaded: octets that can be read again, from any place.
class upload_source {
public:
    virtual ~upload_source() = default;

    virtual std::uint64_t size() const = 0;

    /// Fills `to` from `offset` on, which are both within the size.
    /// Called from one thread at a time. May block shortly, as reading a file does. What it throws ends the upload.
    virtual void read(std::uint64_t offset, std::span<char> to) = 0;

    /// A file, opened now and read while it is uploaded; it must not change meanwhile.
    /// @throws boost::system::system_error if it cannot be opened
    static std::shared_ptr<upload_source> file(const std::string& path);

    /// A text or any octets.
    static std::shared_ptr<upload_source> octets(std::string content);
};

/// What may be said for an upload.
class upload_options {
public:
    upload_options() {}  // not defaulted: it must not be an aggregate

    /// How many parts are sent at the same time. Default 4; memory is that times 256 KiB.
    upload_options& parallel(std::size_t parts) {
        parallel_ = parts;
        return *this;
    }
    /// A file that says how far the upload is, so that another call, also of another process, takes it up: with the
    /// same account, folder, name and size. Removed at the end. Readable by its owner only, since it has the signed
    /// addresses of the parts.
    upload_options& remember(std::string path) {
        state_file_ = std::move(path);
        return *this;
    }
    upload_options& progress(progress_handler handler) {
        progress_ = std::move(handler);
        return *this;
    }
    /// Whether to wait until Frame.io has put the parts together. Default: yes.
    upload_options& wait(bool until_complete) {
        wait_ = until_complete;
        return *this;
    }

    std::size_t parallel() const noexcept {
        return parallel_;
    }
    const std::string& state_file() const noexcept {
        return state_file_;
    }
    const progress_handler& progress() const noexcept {
        return progress_;
    }
    bool waits() const noexcept {
        return wait_;
    }

private:
    std::size_t parallel_ = 4;
    std::string state_file_;
    progress_handler progress_;
    bool wait_ = true;
};

/// What may be said for a download.
class download_options {
public:
    download_options() {}  // not defaulted: it must not be an aggregate

    download_options& progress(progress_handler handler) {
        progress_ = std::move(handler);
        return *this;
    }

    const progress_handler& progress() const noexcept {
        return progress_;
    }

private:
    progress_handler progress_;
};

}  // namespace frameio::api
