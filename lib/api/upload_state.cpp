#include "api/upload_state.hpp"

#include "api/codec.hpp"

#include <boost/system/system_error.hpp>

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <fstream>
#include <numeric>
#include <sstream>

namespace frameio::api {
namespace {

[[noreturn]] void fail(const std::string& what) {
    throw boost::system::system_error(errno, boost::system::system_category(), what);
}

/// Closes what it holds.
class descriptor {
public:
    explicit descriptor(int fd) : fd_(fd) {}
    descriptor(const descriptor&) = delete;
    descriptor& operator=(const descriptor&) = delete;
    ~descriptor() {
        if (fd_ >= 0) {
            ::close(fd_);
        }
    }
    int get() const noexcept {
        return fd_;
    }

private:
    int fd_;
};

void write_all(int fd, std::string_view text, const std::string& path) {
    while (!text.empty()) {
        const ssize_t count = ::write(fd, text.data(), text.size());
        if (count < 0 && errno != EINTR) {
            fail("cannot write " + path);
        }
        text.remove_prefix(count > 0 ? static_cast<std::size_t>(count) : 0);
    }
}

template <class Io, class T>
void visit(Io& io, T& it) {
    io.required("account_id", it.account_id);
    io.required("folder_id", it.folder_id);
    io.required("name", it.name);
    io.required("size", it.size);
    io.required("file_id", it.file_id);
    io.required("media_type", it.media_type);
    io.required("parts", it.parts);
}

template <class Io, class T>
void visit_part(Io& io, T& it) {
    io.required("url", it.url);
    io.required("offset", it.offset);
    io.required("size", it.size);
    io.required("done", it.done);
}

}  // namespace

bool read(const json_reader& from, std::uint64_t& to) {
    return from.value().get(to) == simdjson::SUCCESS;
}

void write(json_writer& to, std::uint64_t value) {
    to.text += std::to_string(value);
}

bool read(const json_reader& from, upload_part& to) {
    object_reader io(from);
    visit_part(io, to);
    return io.is_object();
}

void write(json_writer& to, const upload_part& value) {
    object_writer io(to);
    visit_part(io, value);
    io.end();
}

bool upload_state::is_of(const upload_state& other) const {
    return account_id == other.account_id && folder_id == other.folder_id && name == other.name && size == other.size;
}

std::uint64_t upload_state::octets_done() const {
    return std::accumulate(
        parts.begin(), parts.end(), std::uint64_t{0},
        [](std::uint64_t sum, const upload_part& each) { return sum + (each.done ? each.size : 0); });
}

std::vector<upload_part> parts_of(const file& created, std::uint64_t size) {
    std::vector<upload_part> parts;
    std::uint64_t offset = 0;
    for (const upload_url& each : created.upload_urls.value_or(std::vector<upload_url>())) {
        upload_part part;
        part.url = each.url;
        part.offset = offset;
        part.size = static_cast<std::uint64_t>(std::max<std::int64_t>(each.size, 0));
        offset += part.size;
        parts.push_back(std::move(part));
    }
    if (offset != size) {
        throw error(frameio::errc::malformed_json, "the parts that Frame.io asks for make " + std::to_string(offset) +
                                                       " octets, not " + std::to_string(size));
    }
    return parts;
}

void save(const upload_state& state, const std::string& path) {
    json_writer to;
    object_writer io(to);
    visit(io, state);
    io.end();
    const std::string fresh = path + ".new";
    {
        const descriptor file(::open(fresh.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0600));
        if (file.get() < 0) {
            fail("cannot write " + fresh);
        }
        write_all(file.get(), to.text, fresh);
        if (::fsync(file.get()) != 0) {
            fail("cannot write " + fresh);
        }
    }
    if (std::rename(fresh.c_str(), path.c_str()) != 0) {
        fail("cannot write " + path);
    }
}

std::optional<upload_state> load_upload_state(const std::string& path) {
    std::ifstream file(path);
    if (!file) {
        return std::nullopt;
    }
    std::stringstream text;
    text << file.rdbuf();
    try {
        deviations found;
        const std::string content = text.str();
        const json_reader whole(parse_json(content), found);
        upload_state state;
        object_reader io(whole);
        visit(io, state);
        if (found.places().empty() && io.is_object()) {
            return state;
        }
    } catch (const error&) {
        // the same as one with the wrong members
    }
    throw error(frameio::errc::malformed_json, path + " does not say how far an upload is: remove it, or name another");
}

}  // namespace frameio::api
