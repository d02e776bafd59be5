import { IsNotEmpty, IsString, MaxLength, MinLength } from 'class-validator';

const LONGEST_SIGN_IN = 64;
const SHORTEST_PASSWORD = 10;
const LONGEST_PASSWORD = 128;

export class SignInRequest {
  @IsString()
  @IsNotEmpty()
  @MaxLength(LONGEST_SIGN_IN)
  signIn!: string;

  @IsString()
  @IsNotEmpty()
  @MaxLength(LONGEST_PASSWORD)
  password!: string;
}

export class ChangePasswordRequest {
  @IsString()
  @IsNotEmpty()
  @MaxLength(LONGEST_PASSWORD)
  present!: string;

  @IsString()
  @MinLength(SHORTEST_PASSWORD)
  @MaxLength(LONGEST_PASSWORD)
  next!: string;
}
