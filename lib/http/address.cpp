#include "http/address.hpp"

#include <frameio/error.hpp>

#include "support/number.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/local/stream_protocol.hpp>
#include <boost/system/system_error.hpp>

#include <netinet/tcp.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <cerrno>

namespace frameio::http {
namespace {

namespace asio = boost::asio;

[[noreturn]] void refuse(std::string_view text, const std::string& why) {
    throw configuration_error({"cannot listen on \"" + std::string(text) + "\": " + why});
}

address parse_unix(std::string_view text) {
    const std::string path(text.substr(5));
    if (path.empty() || path.size() >= sizeof(sockaddr_un::sun_path)) {
        refuse(text, "the path of a unix socket has 1 to 107 characters");
    }
    return {std::string(text), asio::local::stream_protocol::endpoint(path)};
}

asio::ip::tcp::endpoint resolve(std::string_view text, const std::string& host, unsigned short port) {
    if (host.empty() || host == "*") {
        return {asio::ip::tcp::v4(), port};
    }
    if (host == "localhost") {  // RFC 6761 §6.3: this machine, also where no file and no name server says so
        return {asio::ip::address_v4::loopback(), port};
    }
    asio::io_context context;
    asio::ip::tcp::resolver resolver(context);
    boost::system::error_code ec;
    const auto found = resolver.resolve(host, std::to_string(port), asio::ip::resolver_base::passive, ec);
    if (ec || found.empty()) {
        refuse(text, "\"" + host + "\" is not an address of this machine (" + ec.message() + ")");
    }
    return found.begin()->endpoint();
}

// A path that someone listens on is taken; one that is left over from a crash is not.
void remove_stale_socket(const address& where, int fd) {
    struct stat found{};
    const std::string path = where.text.substr(5);
    if (::stat(path.c_str(), &found) != 0 || !S_ISSOCK(found.st_mode)) {
        return;
    }
    if (::connect(fd, where.where.data(), static_cast<socklen_t>(where.where.size())) != 0 && errno == ECONNREFUSED) {
        ::unlink(path.c_str());
    }
}

[[noreturn]] void fail(const address& where, int fd) {
    const int why = errno;
    if (fd >= 0) {
        ::close(fd);
    }
    std::string what = "cannot listen on " + where.text;
    if (why == EADDRINUSE) {
        what += where.is_unix() ? ": something has that path already; remove it or choose another"
                                : ": another program listens there; stop it or choose another port";
    } else if (why == EACCES) {
        what += where.is_unix() ? ": this user may not make a socket in that folder"
                                : ": this user may not use ports below 1024";
    }
    throw boost::system::system_error(why, boost::system::system_category(), what);
}

int open_socket(const address& where) {
    return ::socket(where.where.protocol().family(), SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
}

}  // namespace

address parse_address(std::string_view text) {
    if (text.starts_with("unix:")) {
        return parse_unix(text);
    }
    const std::size_t colon = text.rfind(':');
    if (colon == std::string_view::npos) {
        refuse(text, "write it as host:port, [v6]:port or unix:/path");
    }
    std::string host(text.substr(0, colon));
    if (host.size() >= 2 && host.front() == '[' && host.back() == ']') {
        host = host.substr(1, host.size() - 2);
    }
    const std::string_view digits = text.substr(colon + 1);
    const auto port = parse_number<unsigned short>(digits);
    if (!port) {
        refuse(text, "the port is a number from 0 to 65535");
    }
    return {std::string(text), resolve(text, host, *port)};
}

int listen_on(const address& where, bool shared) {
    int fd = open_socket(where);
    if (fd < 0) {
        fail(where, fd);
    }
    const int on = 1;
    if (where.is_unix()) {
        remove_stale_socket(where, fd);
        ::close(fd);  // it may be half connected now
        fd = open_socket(where);
        if (fd < 0) {
            fail(where, fd);
        }
    } else {
        ::setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
        // Accepted sockets inherit it. An answer must not wait for the acknowledgement of the one before.
        ::setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    }
    if (shared && ::setsockopt(fd, SOL_SOCKET, SO_REUSEPORT, &on, sizeof on) != 0) {
        fail(where, fd);
    }
    if (::bind(fd, where.where.data(), static_cast<socklen_t>(where.where.size())) != 0 || ::listen(fd, 4096) != 0) {
        fail(where, fd);
    }
    return fd;
}

bound_address bound_to(int fd) {
    asio::generic::stream_protocol::endpoint where;
    socklen_t size = static_cast<socklen_t>(where.capacity());
    if (::getsockname(fd, where.data(), &size) != 0) {
        return {};
    }
    where.resize(size);
    const int family = where.protocol().family();
    if (family == AF_UNIX) {
        asio::local::stream_protocol::endpoint local;
        local.resize(size);
        std::memcpy(local.data(), where.data(), size);
        return {local.path(), 0};
    }
    asio::ip::tcp::endpoint tcp(family == AF_INET6 ? asio::ip::tcp::v6() : asio::ip::tcp::v4(), 0);
    std::memcpy(tcp.data(), where.data(), size);
    return {tcp.address().to_string(), tcp.port()};
}

}  // namespace frameio::http
