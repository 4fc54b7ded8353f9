#pragma once

/// @file
/// A part of a test that runs in a process of its own.

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <functional>
#include <stdexcept>
#include <string>

#include "common/client.hpp"

namespace frameio_test {

/// Runs `body` in a fork of this process and ends it with the result as the exit code.
///
/// Make one only while this process has a single thread. The child is killed if it outlives this object.
class child {
public:
    explicit child(const std::function<int()>& body) {
        int out[2];
        int err[2];
        if (::pipe2(out, O_CLOEXEC) != 0 || ::pipe2(err, O_CLOEXEC) != 0) {
            throw std::runtime_error("cannot make a pipe");
        }
        std::fflush(nullptr);
        pid_ = ::fork();
        if (pid_ < 0) {
            throw std::runtime_error("cannot fork");
        }
        if (pid_ == 0) {
            ::dup2(out[1], STDOUT_FILENO);
            ::dup2(err[1], STDERR_FILENO);
            const int code = body();
            std::fflush(nullptr);
            ::_exit(code);
        }
        ::close(out[1]);
        ::close(err[1]);
        out_.fd = out[0];
        err_.fd = err[0];
    }
    ~child() {
        if (pid_ > 0 && !ended_) {
            ::kill(pid_, SIGKILL);
            wait();
        }
        ::close(out_.fd);
        ::close(err_.fd);
    }
    child(const child&) = delete;
    child& operator=(const child&) = delete;

    void signal(int number) const {
        ::kill(pid_, number);
    }

    /// The exit code; the negative signal if one ended it.
    int wait() {
        read_until([] { return false; });
        int status = 0;
        ::waitpid(pid_, &status, 0);
        ended_ = true;
        return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
    }

    /// Waits until standard output has a line; returns all that it has.
    const std::string& output_line() {
        read_until([this] { return out_.text.find('\n') != std::string::npos; });
        return out_.text;
    }

    /// Waits until standard error has the text.
    bool says(const std::string& text) {
        read_until([&] { return err_.text.find(text) != std::string::npos; });
        return err_.text.find(text) != std::string::npos;
    }

    const std::string& output() const noexcept {
        return out_.text;
    }
    const std::string& errors() const noexcept {
        return err_.text;
    }

private:
    struct stream {
        int fd = -1;
        std::string text;
        bool ended = false;
    };

    template <class Condition>
    void read_until(Condition condition) {
        const auto end = std::chrono::steady_clock::now() + patience;
        while (!condition() && !(out_.ended && err_.ended) && std::chrono::steady_clock::now() < end) {
            pollfd both[2] = {{out_.ended ? -1 : out_.fd, POLLIN, 0}, {err_.ended ? -1 : err_.fd, POLLIN, 0}};
            ::poll(both, 2, 100);
            read_from(out_, both[0].revents);
            read_from(err_, both[1].revents);
        }
    }

    static void read_from(stream& from, short events) {
        if (events == 0) {
            return;
        }
        char octets[4096];
        const ssize_t count = ::read(from.fd, octets, sizeof octets);
        from.ended = count <= 0;
        from.text.append(octets, count > 0 ? static_cast<std::size_t>(count) : 0);
    }

    pid_t pid_ = -1;
    stream out_;
    stream err_;
    bool ended_ = false;
};

}  // namespace frameio_test
