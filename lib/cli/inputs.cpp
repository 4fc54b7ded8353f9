#include "cli/inputs.hpp"
#include "support/text.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <charconv>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <utility>

namespace frameio::cli {
namespace {

constexpr std::size_t largest_file = 16UL << 20;

struct closer {
    void operator()(std::FILE* file) const noexcept {
        if (file != stdin) {
            std::fclose(file);
        }
    }
};
using file_handle = std::unique_ptr<std::FILE, closer>;

file_handle open(const std::string& path, std::string_view option) {
    file_handle file(path == "-" ? stdin : std::fopen(path.c_str(), "rb"));
    if (!file) {
        throw usage_error(fmt::format("{}: cannot open {}: {}", option, path, std::strerror(errno)));
    }
    return file;
}

std::string without_line_end(std::string line) {
    if (line.ends_with('\r')) {
        line.pop_back();
    }
    return line;
}

std::vector<named_secret> lines_of(const std::string& path, const std::string& option) {
    std::string text = read_file(path, option);
    std::vector<named_secret> secrets;
    std::size_t number = 1;
    for (std::size_t from = 0; from < text.size(); ++number) {
        std::size_t end = std::min(text.find('\n', from), text.size());
        std::string line = without_line_end(text.substr(from, end - from));
        if (!line.empty()) {
            secrets.push_back({fmt::format("line {} of {}", number, option), std::move(line)});
        }
        from = end + 1;
    }
    return secrets;
}

std::vector<named_secret> from_options(const std::vector<std::string>& texts, const std::string& option) {
    std::vector<named_secret> secrets;
    for (const std::string& text : texts) {
        std::string name = texts.size() == 1 ? option : fmt::format("{} number {}", option, secrets.size() + 1);
        secrets.push_back({std::move(name), text});
    }
    return secrets;
}

void add_variable(const char* variable, std::vector<named_secret>& secrets) {
    const char* value = std::getenv(variable);
    std::string_view rest = value == nullptr ? std::string_view() : value;
    const bool several = rest.find(',') != std::string_view::npos;
    for (std::size_t number = 1; !rest.empty(); ++number) {
        std::size_t end = std::min(rest.find(','), rest.size());
        std::string_view one = trimmed(rest.substr(0, end));
        if (!one.empty()) {
            secrets.push_back({several ? fmt::format("{} number {}", variable, number) : variable, std::string(one)});
        }
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
}

std::vector<named_secret> find_secrets(const secret_source& source, const std::vector<const char*>& variables) {
    if (!source.file.empty()) {
        return lines_of(source.file, source.option + "-file");
    }
    if (!source.texts.empty()) {
        return from_options(source.texts, source.option);
    }
    std::vector<named_secret> secrets;
    for (const char* variable : variables) {
        add_variable(variable, secrets);
    }
    return secrets;
}

}  // namespace

std::string read_file(const std::string& path, std::string_view option) {
    file_handle file = open(path, option);
    std::string text;
    std::array<char, 16 * 1024> piece;
    while (std::size_t count = std::fread(piece.data(), 1, piece.size(), file.get())) {
        text.append(piece.data(), count);
        if (text.size() > largest_file) {
            throw usage_error(fmt::format("{}: {} is larger than 16 MiB, which no delivery is", option, path));
        }
    }
    if (std::ferror(file.get()) != 0) {
        throw usage_error(fmt::format("{}: cannot read {}: {}", option, path, std::strerror(errno)));
    }
    return text;
}

std::string read_body(const body_source& source) {
    if (source.text) {
        return *source.text;
    }
    bool from_terminal = (source.file.empty() || source.file == "-") && ::isatty(STDIN_FILENO) == 1;
    if (from_terminal) {
        fmt::print(stderr, "frameio: type the body, and end it with Ctrl-D; --file or --body give it otherwise\n");
    }
    return read_file(source.file.empty() ? "-" : source.file, "--file");
}

std::vector<named_secret> read_secrets(const secret_source& source, const std::vector<const char*>& variables) {
    std::vector<named_secret> secrets = find_secrets(source, variables);
    for (const named_secret& secret : secrets) {
        if (secret.text.empty()) {
            throw usage_error(secret.name + " is empty: an empty key would verify forgeries");
        }
    }
    if (secrets.empty() && !source.file.empty()) {
        throw usage_error(
            fmt::format("{}-file: {} has no secret in it; write one on each line", source.option, source.file));
    }
    if (secrets.empty()) {
        throw usage_error(
            fmt::format("no secret: give {0} or {0}-file, or set {1}", source.option, fmt::join(variables, " or ")));
    }
    return secrets;
}

void require_one_reader(const body_source& body, const secret_source& secret) {
    bool body_from_input = !body.text && (body.file.empty() || body.file == "-");
    if (body_from_input && secret.file == "-") {
        throw usage_error("the secret and the body cannot both come from standard input: give --file or --body");
    }
}

std::chrono::sys_seconds parse_seconds(const std::string& text, std::string_view option) {
    std::int64_t count = 0;
    const char* end = text.data() + text.size();
    auto [stop, error] = std::from_chars(text.data(), end, count);
    if (error != std::errc() || stop != end || count < 0 || count > 253'402'300'799) {
        throw usage_error(fmt::format("{} takes seconds since 1970, such as 1604004499, not \"{}\"", option, text));
    }
    return std::chrono::sys_seconds(std::chrono::seconds(count));
}

}  // namespace frameio::cli
